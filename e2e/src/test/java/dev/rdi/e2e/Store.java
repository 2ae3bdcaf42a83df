package dev.rdi.e2e;

import dev.rdi.embedded.RedisCluster;
import dev.rdi.embedded.RedisServer;
import dev.rdi.model.EntryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;

/**
 * What a Redis holds, be it a single server or a cluster that moves its slots and changes its masters. A connection is made
 * for each question to a single server, which may restart; that to a cluster finds its way by itself.
 *
 * <p>Thread-safe.
 */
public final class Store implements AutoCloseable {

    private final Supplier<UnifiedJedis> connections;
    private final Supplier<List<RedisServer>> masters;
    private final boolean keepsConnection;

    private Store(Supplier<UnifiedJedis> connections, Supplier<List<RedisServer>> masters, boolean keepsConnection) {
        this.connections = connections;
        this.masters = masters;
        this.keepsConnection = keepsConnection;
    }

    public static Store of(RedisServer server) {
        return new Store(() -> RedisClient.create(server.host(), server.port()), () -> List.of(server), false);
    }

    public static Store of(RedisCluster cluster) {
        Set<HostAndPort> nodes = new HashSet<>();
        cluster.servers().forEach(server -> nodes.add(new HostAndPort(server.host(), server.port())));
        UnifiedJedis client = RedisClusterClient.builder().nodes(nodes).build();
        return new Store(() -> client, cluster::mastersNow, true);
    }

    /** Asks something. */
    public <T> T ask(Function<UnifiedJedis, T> question) {
        UnifiedJedis connection = connections.get();
        try {
            return question.apply(connection);
        } finally {
            if (!keepsConnection) {
                connection.close();
            }
        }
    }

    /** The names of all keys that match a pattern. */
    public List<String> matching(String pattern) {
        Set<String> keys = new HashSet<>();
        for (RedisServer master : masters.get()) {
            try (Jedis redis = RedisKeys.connect(master)) {
                keys.addAll(RedisKeys.matching(redis, pattern));
            }
        }
        return new ArrayList<>(keys);
    }

    public Map<String, String> hash(String key) {
        return ask(redis -> redis.hgetAll(key));
    }

    /** How many entries all streams have whose keys match a pattern. */
    public long entries(String pattern) {
        List<String> streams = matching(pattern);
        return ask(redis -> streams.stream().mapToLong(redis::xlen).sum());
    }

    /** The id of the last entry that each stream got, trimmed or not, for streams whose keys match a pattern. */
    public Map<String, EntryId> lastEntries(String pattern) {
        List<String> streams = matching(pattern);
        return ask(redis -> {
            Map<String, EntryId> ends = new TreeMap<>();
            streams.forEach(key -> ends.put(
                    key,
                    EntryId.parse(redis.xinfoStream(key).getLastGeneratedId().toString())));
            return ends;
        });
    }

    @Override
    public void close() {
        if (keepsConnection) {
            connections.get().close();
        }
    }
}
