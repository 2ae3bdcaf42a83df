package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An error reply. It is a value: in a pipeline one command fails and the next succeeds.
 *
 * <p>This is the one place that knows what the codes of Redis mean for a record (invariant 4, edge case P33).
 *
 * @param code the first word, for example {@code WRONGTYPE}
 * @param message the whole reply
 */
public record RedisError(String code, String message) {

    /** They say something about the server's state, not about the command: the same command succeeds later. */
    private static final Set<String> TRANSIENT = Set.of(
            "OOM",
            "LOADING",
            "READONLY",
            "MASTERDOWN",
            "CLUSTERDOWN",
            "TRYAGAIN",
            "MOVED",
            "ASK",
            "BUSY",
            "NOREPLICAS",
            "MISCONF",
            "UNBLOCKED",
            "NOAUTH",
            "WRONGPASS",
            "NOPERM",
            "EXECABORT");

    static RedisError of(String message) {
        int space = message.indexOf(' ');
        return new RedisError(space < 0 ? message : message.substring(0, space), message);
    }

    /**
     * The error among the replies of one write, or null. Inside a transaction the reply that says why comes before the
     * one that says that nothing was executed, and errors of its commands lie inside the reply of EXEC.
     */
    public static @Nullable RedisError firstIn(List<?> replies) {
        for (Object reply : replies) {
            if (reply instanceof RedisError error) {
                return error;
            }
            if (reply instanceof List<?> list) {
                RedisError error = firstIn(list);
                if (error != null) {
                    return error;
                }
            }
        }
        return null;
    }

    /** Whether the record is to blame ({@code RECORD}) or the command can be tried again ({@code TRANSIENT}). */
    public ErrorKind kind() {
        return TRANSIENT.contains(code) ? ErrorKind.TRANSIENT : ErrorKind.RECORD;
    }
}
