package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the connections of predecessors: of earlier leaders, and our own one of the same role whose fate is unknown
 * (the server may still hold commands of it that would overtake what is sent again).
 */
final class Fence {

    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);
    private static final Pattern CLIENT = Pattern.compile("(?:^|\\s)id=(\\d+) .*?\\bname=(\\S+)");

    private Fence() {}

    /**
     * Kills every connection that this one supersedes. One of a later leader says that the lease is somebody else's,
     * even if a database that failed over has forgotten that.
     *
     * @return what stands against it, if the server doesn't allow it
     * @throws RdiException TRANSIENT if the connection is lost, FATAL if a later leader is connected
     */
    static Optional<RdiException> raise(RedisConnection connection, ClientName name, Leadership leadership) {
        Object self = connection.call("CLIENT", "ID");
        Object clients = connection.call("CLIENT", "LIST", "TYPE", "normal");
        if (self instanceof RedisError error) {
            return Optional.of(problem(connection, error));
        }
        if (clients instanceof RedisError error) {
            return Optional.of(problem(connection, error));
        }
        Optional<RdiException> problem = Optional.empty();
        for (String line : RedisConnection.text(clients).split("\n", -1)) {
            Matcher client = CLIENT.matcher(line);
            if (client.find() && !client.group(1).equals(String.valueOf(self))) {
                Optional<ClientName> other = ClientName.parse(client.group(2));
                if (other.isPresent() && other.get().isOfLaterLeader(name)) {
                    leadership.depose();
                    leadership.require();
                }
                if (other.isPresent() && name.supersedes(other.get())) {
                    Object reply = connection.call("CLIENT", "KILL", "ID", client.group(1));
                    if (reply instanceof RedisError error && !error.message().contains("No such client")) {
                        problem = Optional.of(problem(connection, error));
                    }
                }
            }
        }
        return problem;
    }

    private static RdiException problem(RedisConnection connection, RedisError error) {
        LOG.warn(
                "Redis at {} doesn't let us end the connections of former leaders ({}): only the lease's time protects"
                        + " against a paused one. {}",
                connection.address(),
                error.message(),
                MissingRight.grant(connection.address().userName(), "+client|id +client|list +client|kill"));
        return new RdiException(
                ErrorKind.TRANSIENT,
                "lease.unfenced",
                "Redis at " + connection.address() + " doesn't let us end the connections of former leaders ("
                        + error.code() + "): only the lease's time protects against a paused one",
                MissingRight.grant(connection.address().userName(), "+client|id +client|list +client|kill"));
    }
}
