package dev.rdi.e2e;

import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Watches every command that a Redis server gets, and tells which writes don't come from the present leader. It knows
 * connections by their names, which carry the leader's epoch.
 *
 * <p>Has one thread of its own; thread-safe.
 */
public final class WriterWatch implements AutoCloseable {

    private static final Pattern CLIENT = Pattern.compile("addr=(\\S+) .*?name=(\\S*)");
    private static final Pattern COMMAND = Pattern.compile("\\S+ \\[\\d+ (\\S+)] \"([^\"]+)\"(.*)");
    private static final Pattern NAME = Pattern.compile("rdi:[^\" ]+:(\\d+)");
    private static final Set<String> WRITES = Set.of(
            "append", "del", "eval", "evalsha", "exec", "fcall", "hdel", "hset", "multi", "set", "unlink", "xadd",
            "xtrim");

    /** What a standby may do: look after the lease and tell of it. */
    private static final Pattern LEASE = Pattern.compile("\"rdi:\\{[^}]*}:(lease|status)\"");

    private final Jedis connection;
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final AtomicLong commands = new AtomicLong();
    private final long epoch;

    private WriterWatch(RedisServer server) {
        try (Jedis redis = RedisKeys.connect(server)) {
            redis.clientList()
                    .lines()
                    .map(CLIENT::matcher)
                    .filter(Matcher::find)
                    .forEach(client -> names.put(client.group(1), client.group(2)));
        }
        epoch = names.values().stream().mapToLong(WriterWatch::epoch).max().orElse(0);
        connection = RedisKeys.connect(server);
        Thread thread = new Thread(this::watch, "monitor");
        thread.setDaemon(true);
        thread.start();
        await("MONITOR works").atMost(Duration.ofSeconds(10)).until(() -> {
            server.call("PING");
            return commands.get() > 0;
        });
    }

    /** Begins to watch; the leader of now is the one with the highest epoch. */
    public static WriterWatch of(RedisServer server) {
        return new WriterWatch(server);
    }

    /** The writes that came from anybody but the leader: who, and which command. */
    public List<String> strangers() {
        return List.copyOf(writes);
    }

    private void watch() {
        try {
            connection.monitor(new JedisMonitor() {
                @Override
                public void onCommand(String line) {
                    seen(line);
                }
            });
        } catch (JedisConnectionException e) {
            // The test is over.
        }
    }

    private void seen(String line) {
        commands.incrementAndGet();
        Matcher command = COMMAND.matcher(line);
        if (!command.matches()) {
            return;
        }
        String address = command.group(1);
        String verb = command.group(2).toLowerCase(Locale.ROOT);
        String rest = command.group(3);
        if (verb.equals("client") || verb.equals("hello")) {
            Matcher name = NAME.matcher(rest);
            if (name.find()) {
                names.put(address, name.group());
            }
        } else if (WRITES.contains(verb)
                && !address.equals("lua")
                && epoch(names.getOrDefault(address, "")) < epoch
                && !LEASE.matcher(rest).find()) {
            writes.add(names.getOrDefault(address, "nameless " + address) + ": " + verb);
        }
    }

    private static long epoch(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    @Override
    public void close() {
        connection.close();
    }
}
