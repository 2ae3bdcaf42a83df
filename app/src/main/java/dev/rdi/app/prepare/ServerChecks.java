package dev.rdi.app.prepare;

import dev.rdi.redis.MissingRight;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks whether a Redis server is fit to keep changes (edge case R60). A managed service may hide what it would look at; then
 * it says so.
 *
 * <p>Immutable; the connection is the caller's.
 */
final class ServerChecks {

    private static final Pattern VERSION = Pattern.compile("redis_version:((\\d{1,4})\\.(\\d{1,4})\\S*)");
    private static final Pattern POLICY = Pattern.compile("maxmemory_policy:(\\S+)");
    private static final Pattern AOF = Pattern.compile("aof_enabled:([01])");
    private static final Pattern LIMIT = Pattern.compile("maxmemory:(\\d{1,18})");
    private static final Pattern USED = Pattern.compile("used_memory:(\\d{1,18})");
    private static final long MEGABYTE = 1 << 20;

    /** Less than this is full before anybody has noticed. */
    private static final long LITTLE = 64 * MEGABYTE;

    private final RedisConnection redis;
    private final String info;

    ServerChecks(RedisConnection redis) {
        this.redis = redis;
        this.info = info(redis);
    }

    List<Check> all() {
        if (info.isBlank()) {
            String user = redis.address().userName();
            return List.of(Check.warning(
                    "redis.info",
                    "settings",
                    "the user " + user + " may not run info at " + redis.address()
                            + ": nobody warns of wrong settings, or stops before the memory is full",
                    MissingRight.grant(user, "+info")));
        }
        return List.of(version(), eviction(), persistence(), memory());
    }

    private Check version() {
        Matcher version = VERSION.matcher(info);
        if (!version.find()) {
            return hidden("redis.version", "version");
        }
        int major = Integer.parseInt(version.group(2));
        int minor = Integer.parseInt(version.group(3));
        if (major < 6 || (major == 6 && minor < 2)) {
            return Check.error(
                    "redis.version",
                    "version",
                    "Redis at " + redis.address() + " has version " + version.group(1) + ", which is too old",
                    "use Redis 6.2 or later");
        }
        return Check.ok("redis.version", "version", "Redis " + version.group(1));
    }

    private Check eviction() {
        String policy = first(POLICY);
        if (policy.isEmpty()) {
            return hidden("redis.eviction", "eviction");
        }
        return policy.equals("noeviction")
                ? Check.ok("redis.eviction", "eviction", "maxmemory-policy noeviction")
                : Check.warning(
                        "redis.eviction",
                        "eviction",
                        "Redis at " + redis.address() + " has maxmemory-policy " + policy
                                + ": it may throw changes away",
                        "set maxmemory-policy noeviction");
    }

    private Check persistence() {
        return switch (first(AOF)) {
            case "1" -> Check.ok("redis.persistence", "persistence", "append-only file");
            case "0" ->
                Check.warning(
                        "redis.persistence",
                        "persistence",
                        "Redis at " + redis.address()
                                + " has no append-only file: what is staged is lost with the server",
                        "set appendonly yes");
            default -> hidden("redis.persistence", "persistence");
        };
    }

    private Check memory() {
        String limit = first(LIMIT);
        String used = first(USED);
        if (limit.isEmpty() || used.isEmpty()) {
            return hidden("redis.memory", "memory");
        }
        if (limit.equals("0")) {
            return Check.ok("redis.memory", "memory", Long.parseLong(used) / MEGABYTE + " MB used, no limit");
        }
        long free = Math.max(0, Long.parseLong(limit) - Long.parseLong(used));
        String left = free / MEGABYTE + " MB of " + Long.parseLong(limit) / MEGABYTE + " MB are free";
        return free >= LITTLE
                ? Check.ok("redis.memory", "memory", left)
                : Check.warning(
                        "redis.memory",
                        "memory",
                        "at " + redis.address() + " " + left + ": little for changes that wait for a target",
                        "set a larger maxmemory; 256 MB serve most pipelines");
    }

    private Check hidden(String code, String subject) {
        return Check.ok(code, subject, "not shown by " + redis.address());
    }

    private String first(Pattern pattern) {
        Matcher matcher = pattern.matcher(info);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String info(RedisConnection redis) {
        StringBuilder info = new StringBuilder();
        for (String section : List.of("server", "memory", "persistence")) {
            Object reply = redis.call("INFO", section);
            info.append(reply instanceof RedisError ? "" : RedisConnection.text(reply))
                    .append('\n');
        }
        return info.toString();
    }
}
