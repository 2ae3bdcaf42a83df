package dev.rdi.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Redis Cluster of several masters on 127.0.0.1, each with a replica if that is asked for. Each serves an equal part
 * of the slots.
 *
 * <p>Thread-safe.
 */
public final class RedisCluster implements AutoCloseable {
    private static final int SLOTS = 16_384;
    private static final int CONFIG_EPOCH = 6;
    private static final int FIRST_SLOTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<RedisServer> masters;
    private final List<RedisServer> replicas;

    private RedisCluster(List<RedisServer> masters, List<RedisServer> replicas) {
        this.masters = masters;
        this.replicas = replicas;
    }

    /** Starts masters without replicas. */
    public static RedisCluster start(int masters) {
        return start(masters, false, builder -> builder);
    }

    /**
     * Starts a cluster.
     *
     * @param settings further settings of every server
     */
    public static RedisCluster start(int masters, boolean withReplicas, UnaryOperator<RedisServer.Builder> settings) {
        RedisCluster cluster = new RedisCluster(new ArrayList<>(), new ArrayList<>());
        try {
            for (int i = 0; i < masters; i++) {
                cluster.masters.add(node(settings));
                if (withReplicas) {
                    cluster.replicas.add(node(settings));
                }
            }
            cluster.form();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static RedisServer node(UnaryOperator<RedisServer.Builder> settings) {
        RedisServer.Builder builder = RedisServer.builder()
                .role(RedisSettings.Role.NODE)
                .line("cluster-node-timeout 1500")
                .line("repl-diskless-sync-delay 0")
                .line("cluster-replica-validity-factor 0");
        return settings.apply(builder).start();
    }

    private void form() {
        for (int i = 0; i < masters.size(); i++) {
            RedisServer master = masters.get(i);
            require(master, "CLUSTER", "SET-CONFIG-EPOCH", String.valueOf(i + 1));
            int from = i * SLOTS / masters.size();
            int to = (i + 1) * SLOTS / masters.size() - 1;
            require(master, "CLUSTER", "ADDSLOTSRANGE", String.valueOf(from), String.valueOf(to));
        }
        RedisServer first = masters.get(0);
        servers()
                .forEach(server -> require(
                        first,
                        "CLUSTER",
                        "MEET",
                        "127.0.0.1",
                        String.valueOf(server.port()),
                        String.valueOf(Ports.companion(server.port()))));
        await("the servers know each other", () -> servers().stream().allMatch(this::isComplete));
        for (int i = 0; i < replicas.size(); i++) {
            require(replicas.get(i), "CLUSTER", "REPLICATE", id(masters.get(i)));
        }
        await(
                "the replicas follow",
                () -> replicas.stream()
                        .allMatch(replica -> replica.call("INFO", "replication").contains("master_link_status:up")));
    }

    private boolean isComplete(RedisServer server) {
        String info = server.call("CLUSTER", "INFO");
        return info.contains("cluster_state:ok")
                && info.contains("cluster_known_nodes:" + servers().size() + "\r");
    }

    /** The servers that were the masters in the beginning. */
    public List<RedisServer> masters() {
        return List.copyOf(masters);
    }

    /** The servers that were the replicas in the beginning, in the order of their masters. */
    public List<RedisServer> replicas() {
        return List.copyOf(replicas);
    }

    /** All servers, whatever they are at the moment. */
    public List<RedisServer> servers() {
        List<RedisServer> all = new ArrayList<>(masters);
        all.addAll(replicas);
        return all;
    }

    /** The address of the first server. */
    public String url() {
        return masters.get(0).url();
    }

    /** The master of the beginning that a key was given to. */
    public RedisServer of(String key) {
        int slot = slot(key);
        int at = masters.size() - 1;
        while (slot < at * SLOTS / masters.size()) {
            at--;
        }
        return masters.get(at);
    }

    /** The slot of a key. */
    public int slot(String key) {
        return Integer.parseInt(running().get(0).call("CLUSTER", "KEYSLOT", key));
    }

    private List<RedisServer> running() {
        return servers().stream().filter(RedisServer::isRunning).toList();
    }

    /** The servers that are masters at the moment, as they see it themselves. */
    public List<RedisServer> mastersNow() {
        return running().stream()
                .filter(server -> server.call("INFO", "replication").contains("role:master"))
                .toList();
    }

    /** The running replicas of a server. */
    public List<RedisServer> replicasOf(RedisServer master) {
        return running().stream()
                .filter(server -> {
                    String info = server.call("INFO", "replication");
                    return info.contains("role:slave") && info.contains("master_port:" + master.port() + "\r");
                })
                .toList();
    }

    /** The master that has a slot at the moment. */
    public RedisServer owner(int slot) {
        for (RedisServer server : mastersNow()) {
            if (has(server, slot)) {
                return server;
            }
        }
        throw new IllegalStateException("no server has slot " + slot);
    }

    private static boolean has(RedisServer server, int slot) {
        return server.call("CLUSTER", "NODES")
                .lines()
                .filter(line -> line.contains("myself"))
                .flatMap(line -> Stream.of(line.split(" ", -1)).skip(FIRST_SLOTS))
                .filter(range -> !range.startsWith("["))
                .map(range -> range.split("-", -1))
                .anyMatch(ends -> Integer.parseInt(ends[0]) <= slot && slot <= Integer.parseInt(ends[ends.length - 1]));
    }

    /** Waits until all servers run, each slot is served, and every master has a replica that follows, if there are any. */
    public void awaitWhole() {
        await("it is whole again", this::isWhole);
    }

    private boolean isWhole() {
        return running().size() == servers().size()
                && servers().stream().allMatch(this::isComplete)
                && mastersNow().size() == masters.size()
                && running().stream()
                        .map(server -> server.call("INFO", "replication"))
                        .noneMatch(info -> info.contains("master_link_status:down"))
                && (replicas.isEmpty()
                        || mastersNow().stream()
                                .noneMatch(master -> replicasOf(master).isEmpty()));
    }

    /** Begins to move a slot: from now on keys that its server doesn't have are asked for at the other one. */
    public void beginMove(int slot, RedisServer from, RedisServer to) {
        require(to, "CLUSTER", "SETSLOT", String.valueOf(slot), "IMPORTING", id(from));
        require(from, "CLUSTER", "SETSLOT", String.valueOf(slot), "MIGRATING", id(to));
    }

    /** Moves some keys of a slot; returns whether there were any. */
    public boolean moveKeys(int slot, RedisServer from, RedisServer to) {
        String keys = from.call("CLUSTER", "GETKEYSINSLOT", String.valueOf(slot), "10");
        if (keys.isEmpty()) {
            return false;
        }
        List<String> command =
                new ArrayList<>(List.of("MIGRATE", "127.0.0.1", String.valueOf(to.port()), "", "0", "5000", "KEYS"));
        command.addAll(List.of(keys.split("\n", -1)));
        require(from, command.toArray(String[]::new));
        return true;
    }

    /**
     * Ends the move of a slot. All servers know it then: where moves follow each other faster than the servers tell
     * each other of them, two servers may give themselves the same epoch, and a slot ends at none of them.
     */
    public void endMove(int slot, RedisServer from, RedisServer to) {
        giveTo(slot, to, to);
        giveTo(slot, to, from);
        await("all servers know where slot " + slot + " is", () -> {
            if (!has(to, slot)) {
                giveTo(slot, to, to);
            }
            return running().stream().map(RedisCluster::slotsByEpoch).distinct().count() == 1;
        });
    }

    private static void giveTo(int slot, RedisServer owner, RedisServer told) {
        require(told, "CLUSTER", "SETSLOT", String.valueOf(slot), "NODE", id(owner));
    }

    /** What a server takes for the epoch and the slots of each master. */
    private static Set<String> slotsByEpoch(RedisServer server) {
        return server.call("CLUSTER", "NODES")
                .lines()
                .filter(line -> line.contains("master"))
                .map(line -> line.split(" ", -1))
                .map(words -> words[0]
                        + ' '
                        + words[CONFIG_EPOCH]
                        + ' '
                        + Stream.of(words)
                                .skip(FIRST_SLOTS)
                                .filter(range -> !range.startsWith("["))
                                .toList())
                .collect(Collectors.toSet());
    }

    /** Moves a slot with all of its keys. */
    public void move(int slot, RedisServer from, RedisServer to) {
        beginMove(slot, from, to);
        boolean more = true;
        while (more) {
            more = moveKeys(slot, from, to);
        }
        endMove(slot, from, to);
    }

    /** Empties all masters of the beginning. */
    public void empty() {
        masters.forEach(master -> require(master, "FLUSHALL"));
    }

    private static String id(RedisServer server) {
        return server.call("CLUSTER", "MYID");
    }

    private static void require(RedisServer server, String... command) {
        String reply = server.call(command);
        if (!reply.equals("OK") && !reply.equals("NOKEY")) {
            throw new EmbeddedServerException(
                    "embedded.redis-cluster",
                    "Redis on port " + server.port() + " answered " + String.join(" ", command) + " with " + reply,
                    "Look into " + server.logFile());
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        if (!Waiting.until(PATIENCE, condition)) {
            throw new EmbeddedServerException(
                    "embedded.redis-cluster",
                    "The Redis cluster isn't ready: it was waited until " + what,
                    "Look into the logs of its servers");
        }
    }

    @Override
    public void close() {
        servers().forEach(RedisServer::close);
    }
}
