package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes connections: finds out whether a server stands alone, or belongs to a cluster, or what sentinels watch. Stateless. */
final class Connector {

    private Connector() {}

    /**
     * Connects.
     *
     * @param opened is given the connection to each server before it is used, those of a cluster also later
     */
    static RedisConnection open(RedisAddress address, String name, Consumer<RedisConnection> opened) {
        if (address.topology().isSentinel()) {
            return prepared(Sentinels.master(address, name), opened);
        }
        @Nullable RdiException failure = null;
        for (Endpoint seed : address.seeds()) {
            try {
                return at(seed, address, name, opened);
            } catch (RdiException e) {
                if (e.kind() != ErrorKind.TRANSIENT) {
                    throw e;
                }
                failure = failure == null ? e : failure;
            }
        }
        throw failure == null ? new IllegalStateException("an address without a server") : failure;
    }

    private static RedisConnection at(
            Endpoint seed, RedisAddress address, String name, Consumer<RedisConnection> opened) {
        NodeConnection node = NodeConnection.toServer(address.at(seed), name);
        try {
            Object reply = node.call("CLUSTER", "NODES");
            ClusterNodes found = reply instanceof RedisError
                    ? new ClusterNodes(seed, List.of(seed), Map.of())
                    : ClusterNodes.parse(RedisConnection.text(reply), seed);
            if (found.all().size() <= 1) {
                return prepared(node, opened);
            }
            return new ClusterConnection(address.withSeeds(found.all()), name, found, node, opened);
        } catch (RdiException e) {
            node.close();
            throw e;
        }
    }

    private static NodeConnection prepared(NodeConnection node, Consumer<RedisConnection> opened) {
        try {
            opened.accept(node);
            return node;
        } catch (RdiException e) {
            node.close();
            throw e;
        }
    }
}
