package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.List;
import java.util.Optional;

/** Asks sentinels who the master is, anew for each connection, because it may have changed. Stateless. */
final class Sentinels {

    private Sentinels() {}

    /**
     * A connection to the master.
     *
     * @throws RdiException TRANSIENT if none of the sentinels answers, or the server that they name isn't the master yet
     */
    static NodeConnection master(RedisAddress address, String name) {
        NodeConnection node = NodeConnection.toServer(address.at(find(address)), name);
        Object role = node.call("ROLE");
        boolean isMaster = role instanceof RedisError
                || (role instanceof List<?> words
                        && RedisConnection.text(words.get(0)).equals("master"));
        if (!isMaster) {
            node.close();
            throw new RdiException(
                    ErrorKind.TRANSIENT,
                    "sentinel.no-master",
                    "the server " + node.address() + ", which the sentinels name, is no master",
                    "nothing, if a failover is under way; else look at the sentinels");
        }
        return node;
    }

    private static Endpoint find(RedisAddress address) {
        Optional<RdiException> failure = Optional.empty();
        for (Endpoint sentinel : address.seeds()) {
            try (NodeConnection connection = connect(address.at(sentinel))) {
                Object reply = connection.require(
                        "SENTINEL",
                        "GET-MASTER-ADDR-BY-NAME",
                        address.topology().master());
                if (reply instanceof List<?> words) {
                    return new Endpoint(
                            RedisConnection.text(words.get(0)), Integer.parseInt(RedisConnection.text(words.get(1))));
                }
                failure = failure.or(() -> Optional.of(unknown(address)));
            } catch (RdiException e) {
                failure = failure.or(() -> Optional.of(e));
            }
        }
        throw failure.orElseGet(() -> unknown(address));
    }

    private static RdiException unknown(RedisAddress address) {
        return new RdiException(
                ErrorKind.TRANSIENT,
                "sentinel.master-unknown",
                "the sentinels at " + address + " know no master called "
                        + address.topology().master(),
                "check the name of the master");
    }

    /** Sentinels have credentials of their own, mostly none. */
    private static NodeConnection connect(RedisAddress sentinel) {
        try {
            return NodeConnection.toServer(sentinel.withoutCredentials(), "");
        } catch (RdiException e) {
            if (e.code().equals("redis.password.missing")
                    && !sentinel.password().isEmpty()) {
                return NodeConnection.toServer(sentinel, "");
            }
            throw e;
        }
    }
}
