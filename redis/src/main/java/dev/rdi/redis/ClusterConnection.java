package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the masters of a cluster, used as one. A server is connected to when it is first needed.
 *
 * <p>What a server answers about slots that moved is learned while replies are read, and so holds for what is sent after
 * that: within one pipeline all commands of a key go to the same server, in their order. The commands that were refused
 * are the caller's to send again, as after any refusal that passes; {@link #call} does it by itself.
 *
 * <p>Confined to one thread, except {@link #close}.
 */
final class ClusterConnection extends RedisConnection {

    private static final Pattern REDIRECT = Pattern.compile("(MOVED|ASK) (\\d+) (\\S*:\\d+)");
    private static final byte[][] ASKING = {bytes("ASKING")};
    private static final int MOST_REDIRECTS = 16;

    /** Far more than one slot's move refuses between two rounds; they are learned again. */
    private static final int MOST_ASKED = 100_000;

    private final RedisAddress address;
    private final String name;
    private final Consumer<RedisConnection> opened;
    private final Map<Endpoint, Node> nodes = new ConcurrentHashMap<>();
    private final @Nullable Node[] owners = new Node[HashSlot.COUNT];
    /** Keys of slots that are on the move and that their owner doesn't have any more, or never had. */
    private final Map<ByteBuffer, Node> asked = new HashMap<>();

    private final Deque<Sent> sent = new ArrayDeque<>();
    private byte @Nullable [][] begin;
    private @Nullable Sent transaction;
    private volatile boolean open = true;

    /** A command that waits for its reply; before it, perhaps, that of ASKING. */
    private record Sent(Node node, byte @Nullable [] key, boolean asking) {}

    private static final class Node {
        private final Endpoint endpoint;
        private volatile @Nullable NodeConnection connection;
        private boolean unflushed;
        private boolean used;

        Node(Endpoint endpoint) {
            this.endpoint = endpoint;
        }
    }

    /**
     * Takes over a connection to one of the servers.
     *
     * @param opened is given the connection to each server before it is used
     */
    ClusterConnection(
            RedisAddress address,
            String name,
            ClusterNodes found,
            NodeConnection first,
            Consumer<RedisConnection> opened) {
        this.address = address;
        this.name = name;
        this.opened = opened;
        found.slots().forEach((endpoint, ranges) -> {
            Node node = node(endpoint);
            for (int i = 0; i + 1 < ranges.size(); i += 2) {
                for (int slot = ranges.get(i); slot <= ranges.get(i + 1); slot++) {
                    owners[slot] = node;
                }
            }
        });
        Node self = nodes.get(found.self());
        if (self == null) {
            first.close();
        } else {
            self.connection = first;
            opened.accept(first);
        }
    }

    private Node node(Endpoint endpoint) {
        return nodes.computeIfAbsent(endpoint, Node::new);
    }

    private NodeConnection connection(Node node) {
        NodeConnection connection = node.connection;
        if (connection == null) {
            connection = NodeConnection.toServer(address.at(node.endpoint), name);
            node.connection = connection;
            opened.accept(connection);
            if (!open) {
                connection.close();
            }
        }
        return connection;
    }

    @Override
    boolean isIdle() {
        return sent.isEmpty() && begin == null && transaction == null;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public RedisAddress address() {
        return address;
    }

    @Override
    public List<RedisConnection> nodes() {
        List<RedisConnection> all = new ArrayList<>();
        try {
            for (Node node : nodes.values()) {
                all.add(connection(node));
            }
        } catch (RdiException e) {
            close();
            throw e;
        }
        return all;
    }

    /** Servers that weren't written to have nothing to pass on. */
    @Override
    public long replicas(Duration timeout) {
        long fewest = Long.MAX_VALUE;
        try {
            for (Node node : nodes.values()) {
                if (node.used) {
                    long count = connection(node).replicas(timeout);
                    node.used = count == 0;
                    fewest = Math.min(fewest, count);
                }
            }
        } catch (RdiException e) {
            close();
            throw e;
        }
        return fewest;
    }

    @Override
    public void send(byte[][] words) {
        try {
            if (CommandKey.isNamed(words, "MULTI")) {
                begin = words; // Its place is known with the first key.
                return;
            }
            Sent within = transaction;
            if (within == null) {
                within = route(CommandKey.of(words));
            }
            if (begin != null) {
                deliver(within, begin);
                begin = null;
                within = new Sent(within.node(), within.key(), false);
                transaction = within;
            }
            deliver(within, words);
            if (CommandKey.isNamed(words, "EXEC")) {
                transaction = null;
            }
        } catch (RdiException e) {
            close();
            throw e;
        }
    }

    private void deliver(Sent command, byte[][] words) {
        Node node = command.node();
        NodeConnection connection = connection(node);
        if (command.asking()) {
            connection.send(ASKING);
        }
        connection.send(words);
        node.unflushed = true;
        node.used = true;
        sent.add(command);
    }

    private Sent route(byte @Nullable [] key) {
        if (key == null) {
            return new Sent(nodes.values().iterator().next(), null, false);
        }
        Node importing = asked.isEmpty() ? null : asked.get(ByteBuffer.wrap(key));
        if (importing != null) {
            return new Sent(importing, key, true);
        }
        int slot = HashSlot.of(key);
        Node owner = owners[slot];
        if (owner == null) {
            throw new RdiException(
                    ErrorKind.TRANSIENT,
                    "redis.cluster.slot-unserved",
                    "no node of the cluster at " + address + " serves slot " + slot,
                    "look at CLUSTER NODES: a master is missing, or slots are not assigned");
        }
        return new Sent(owner, key, false);
    }

    @Override
    public void flush() {
        try {
            for (Node node : nodes.values()) {
                if (node.unflushed) {
                    node.unflushed = false;
                    connection(node).flush();
                }
            }
        } catch (RdiException e) {
            close();
            throw e;
        }
    }

    @Override
    public List<Object> replies() {
        flush();
        int count = sent.size();
        List<Object> replies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            replies.add(readReply());
        }
        return replies;
    }

    @Override
    <T> T reply(Parser<T> parser) {
        Sent command = sent.remove();
        try {
            NodeConnection connection = connection(command.node());
            if (command.asking()) {
                connection.reply(RespInput::reply);
            }
            T reply = connection.reply(parser);
            RedisError redirect = connection.takeRedirect();
            if (redirect != null) {
                learn(redirect, command);
            }
            return reply;
        } catch (RdiException e) {
            close();
            throw e;
        }
    }

    /** Another server has the slot for good, or the key for as long as the slot is on its way. */
    private void learn(RedisError redirect, Sent command) {
        Matcher words = REDIRECT.matcher(redirect.message());
        if (!words.find()) {
            return;
        }
        Node other = node(Endpoint.parse(words.group(3), command.node().endpoint.host()));
        if (words.group(1).equals("MOVED")) {
            owners[Integer.parseInt(words.group(2))] = other;
            asked.clear();
        } else if (command.key() != null) {
            if (asked.size() >= MOST_ASKED) {
                asked.clear();
            }
            asked.put(ByteBuffer.wrap(command.key()), other);
        }
    }

    @Override
    public Object call(String command, String... arguments) {
        Object reply = super.call(command, arguments);
        for (int i = 0; i < MOST_REDIRECTS && reply instanceof RedisError error && error.isRedirect(); i++) {
            reply = super.call(command, arguments);
        }
        return reply;
    }

    @Override
    public void close() {
        open = false;
        nodes.values().forEach(node -> {
            NodeConnection connection = node.connection;
            if (connection != null) {
                connection.close();
            }
        });
    }
}
