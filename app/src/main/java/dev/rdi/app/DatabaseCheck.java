package dev.rdi.app;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.MissingRight;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import dev.rdi.redis.acl.RightsCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks whether a Redis can serve as RDI database of an installation (edge cases R57, R60). */
final class DatabaseCheck {

    private static final Pattern VERSION = Pattern.compile("redis_version:(\\d+)\\.(\\d+)");
    private static final Pattern POLICY = Pattern.compile("maxmemory_policy:(\\S+)");
    private static final Pattern AOF = Pattern.compile("aof_enabled:([01])");

    /** The format of everything that is stored; a later one is not for this version. */
    private static final int FORMAT = 1;

    /** Writes down whose database it is, if nobody has; format and installation come back as they are. */
    private static final String CLAIM = """
            redis.call('HSETNX', KEYS[1], 'format', ARGV[1])
            redis.call('HSETNX', KEYS[1], 'installation', ARGV[2])
            return redis.call('HMGET', KEYS[1], 'format', 'installation')
            """;

    private DatabaseCheck() {}

    /**
     * What a user should know about the RDI database, a line each. From now on it belongs to the installation.
     *
     * @throws RdiException if it can't be reached or can't serve at all, or belongs to another installation
     */
    static List<String> warnings(RedisAddress address, String installation) {
        List<String> warnings = new ArrayList<>();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            for (RedisConnection node : redis.nodes()) {
                check(node, warnings);
            }
            new RightsCheck(PipelineRights.rdi(redis), List.of(), Keys.meta())
                    .look(redis)
                    .ifPresent(missing -> warnings.add(missing.what() + ": " + missing.cure()));
        }
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            claim(redis, installation);
        }
        return warnings;
    }

    private static void check(RedisConnection redis, List<String> warnings) {
        String info = info(redis);
        if (info.isBlank()) {
            String user = redis.address().userName();
            warnings.add("the user " + user + " may not run info at " + redis.address()
                    + ": nobody warns of wrong settings, or stops before the memory is full. "
                    + MissingRight.grant(user, "+info"));
        }
        requireVersion(redis.address(), info);
        String policy = first(POLICY, info);
        if (!policy.isEmpty() && !policy.equals("noeviction")) {
            warnings.add("the RDI database at " + redis.address() + " has maxmemory-policy " + policy
                    + ": Redis may throw changes away. Set maxmemory-policy noeviction");
        }
        if (first(AOF, info).equals("0")) {
            warnings.add("the RDI database at " + redis.address()
                    + " has no append-only file: what is staged is lost with the" + " server. Set appendonly yes");
        }
    }

    private static void claim(RedisConnection redis, String installation) {
        List<?> reply = (List<?>) redis.require("EVAL", CLAIM, "1", Keys.meta(), String.valueOf(FORMAT), installation);
        String format = RedisConnection.text(reply.get(0));
        String owner = RedisConnection.text(reply.get(1));
        if (!owner.equals(installation)) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "rdi.installation",
                    "the RDI database at " + redis.address() + " belongs to the installation " + owner + ", not to "
                            + installation,
                    "write --installation " + owner + ", or give this installation an RDI database of its own");
        }
        if (!format.matches("\\d{1,9}") || Integer.parseInt(format) > FORMAT) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "rdi.format",
                    "what the RDI database at " + redis.address() + " holds was written by a later version (format "
                            + format + ")",
                    "use that version, or a later one");
        }
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

    private static void requireVersion(RedisAddress address, String info) {
        Matcher version = VERSION.matcher(info);
        if (version.find()) {
            int major = Integer.parseInt(version.group(1));
            int minor = Integer.parseInt(version.group(2));
            if (major < 6 || (major == 6 && minor < 2)) {
                throw new RdiException(
                        ErrorKind.CONFIG,
                        "redis.version",
                        "Redis at " + address + " has version " + major + "." + minor + ", which is too old",
                        "use Redis 6.2 or later");
            }
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
