package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes once through the keys of a Redis, those of a cluster server by server, a page at a time. It can't go on with
 * another connection, because a cursor means nothing to another server.
 *
 * <p>Confined to one thread.
 */
public final class KeyPages {

    private static final String BEGIN = "0";

    private final List<RedisConnection> nodes;
    private final String[] options;
    private final String shape;
    private String cursor = BEGIN;
    private int at;

    /**
     * Begins.
     *
     * @param options what follows the cursor in SCAN
     */
    public KeyPages(RedisConnection redis, String... options) {
        this.nodes = redis.nodes();
        this.options = options.clone();
        this.shape = shape();
    }

    public boolean isDone() {
        return at == nodes.size();
    }

    /** The next page, which may be empty. */
    public List<byte[]> next() {
        List<String> words = new ArrayList<>(List.of(cursor));
        words.addAll(List.of(options));
        List<?> reply = (List<?>) nodes.get(at).require("SCAN", words.toArray(String[]::new));
        cursor = RedisConnection.text(reply.get(0));
        if (cursor.equals(BEGIN)) {
            at++;
        }
        return ((List<?>) reply.get(1)).stream().map(byte[].class::cast).toList();
    }

    /**
     * To be called in the end by whoever must not miss a key: one that moved to a server that had been looked at was
     * seen at none.
     *
     * @throws RdiException TRANSIENT if slots of the cluster moved meanwhile
     */
    public void requireAllSeen() {
        String now = shape();
        if (!now.equals(shape) || now.contains("[")) {
            throw new RdiException(
                    ErrorKind.TRANSIENT,
                    "redis.cluster.resharding",
                    "slots of the cluster at " + nodes.get(0).address()
                            + " are on the move, so that keys can be missed",
                    "nothing: it is begun anew until the slots stay where they are");
        }
    }

    /** Which slots each server has, and which are on the move. */
    private String shape() {
        if (nodes.size() == 1) {
            return "";
        }
        StringBuilder shape = new StringBuilder();
        for (RedisConnection node : nodes) {
            shape.append(ClusterNodes.ownSlots(RedisConnection.text(node.require("CLUSTER", "NODES"))))
                    .append('\n');
        }
        return shape.toString();
    }
}
