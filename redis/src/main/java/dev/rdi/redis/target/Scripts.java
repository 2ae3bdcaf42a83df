package dev.rdi.redis.target;

import dev.rdi.model.TargetWrite.Expiry;
import java.nio.charset.StandardCharsets;

/**
 * What the scripts have in common: one key, and the time to live as their first argument. They go as text with every
 * call, because a target may forget loaded scripts at any time. Stateless.
 */
final class Scripts {

    /** The end of a script that writes: 0 is no time to live, a negative number leaves it as it is. */
    static final String EXPIRY = """
            local seconds = tonumber(ARGV[1])
            if seconds > 0 then redis.call('EXPIRE', key, ARGV[1]) elseif seconds == 0 then redis.call('PERSIST', key) end
            return 1
            """;

    private Scripts() {}

    static Command call(String script, byte[] key, Expiry expiry) {
        return Command.of("EVAL").add(script).add("1").add(key).add(String.valueOf(expiry.seconds()));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
