package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A leader's connection to a Redis: made when first needed, made again after it was lost. A new connection ends its
 * predecessors, on each server of a cluster, before it is used, and none is made without the lease (invariant 7).
 *
 * <p>Confined to one thread, except {@link #close}.
 */
public final class RedisSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisSession.class);

    private volatile RedisAddress address;
    private final String role;
    private final Leadership leadership;
    private volatile @Nullable RedisConnection current;

    /**
     * Prepares a session; nothing is connected yet.
     *
     * @param role what the connection is for, part of its name
     */
    public RedisSession(RedisAddress address, String role, Leadership leadership) {
        this.address = address;
        this.role = role;
        this.leadership = leadership;
    }

    /**
     * The connection, which is open as far as we know.
     *
     * @throws RdiException TRANSIENT if there is none to be had now, FATAL without the lease
     */
    public RedisConnection connection() {
        RedisConnection connection = current;
        return connection == null || !connection.isOpen() ? connect() : connection;
    }

    private RedisConnection connect() {
        close();
        leadership.require();
        ClientName name = leadership.clientName(role);
        RedisConnection connection = Connector.open(
                address,
                name.toString(),
                node -> leadership.fenced(node.address(), role, Fence.raise(node, name, leadership)));
        connection.nodes(); // A former leader is kept from each of them before anything is written to one.
        address = connection.address();
        current = connection;
        // Again, now that the name is visible to a successor: a pause before this point is noticed here, a pause after
        // it finds the connection dead.
        leadership.require();
        return connection;
    }

    /** Ends the leadership, so that whoever leads next begins with what the database has; says so. */
    RdiException deposed(String why) {
        LOG.warn("{} at {}: a replica with older data took over. The next leader goes on from there", why, address);
        leadership.depose();
        leadership.require();
        return new RdiException(
                ErrorKind.FATAL, "lease.ended", why + ": this leader can't go on", "start it again; nothing is lost");
    }

    public RedisAddress address() {
        return address;
    }

    @Override
    public void close() {
        RedisConnection connection = current;
        if (connection != null) {
            connection.close();
        }
    }
}
