package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error reply. It is a value: in a pipeline one command fails and the next succeeds.
 *
 * <p>This is the one place that knows what the codes of Redis mean for a record (invariant 4, edge case P33).
 *
 * @param code the first word, for example {@code WRONGTYPE}, or a word of ours where the reply has none that tells:
 *     {@code NOCOMMAND} and {@code NOJSON} for commands that the server doesn't have
 * @param message the whole reply
 */
public record RedisError(String code, String message) {

    /** The code of a command that the server doesn't have. */
    private static final String NO_COMMAND = "NOCOMMAND";
    /** The code of a JSON command that the server doesn't have. */
    private static final String NO_JSON = "NOJSON";

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
            "EXECABORT",
            "RDIGAP",
            NO_COMMAND,
            NO_JSON);

    /** Redis 6 puts what a command in a script replied behind words of its own. */
    private static final Pattern IN_SCRIPT = Pattern.compile(
            "^ERR Error running script.*?@user_script: ?\\d+: (?:@user_script: ?\\d+: )?-?(.*)$", Pattern.DOTALL);

    static RedisError of(String message) {
        Matcher inScript = IN_SCRIPT.matcher(message);
        String reply = inScript.matches() ? inScript.group(1) : message;
        return new RedisError(code(reply), message);
    }

    /** Some replies have no code, or none that says what is wrong. */
    private static String code(String reply) {
        String lower = reply.toLowerCase(Locale.ROOT);
        if (lower.contains("unknown command") || lower.contains("unknown redis command")) {
            return lower.contains("'json.") || lower.contains("`json.") ? NO_JSON : NO_COMMAND;
        }
        if (lower.contains("wrong redis type")) {
            return "WRONGTYPE"; // RedisJSON
        }
        if (lower.startsWith("execabort transaction discarded because of: noperm")) {
            return "NOPERM"; // EXEC itself is refused.
        }
        if (lower.contains("user executing the script") || lower.contains("acl failure in script")) {
            return "NOPERM";
        }
        int space = reply.indexOf(' ');
        return space < 0 ? reply : reply.substring(0, space);
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

    /** They say that the command is wrong, whenever it is tried. */
    private static final Set<String> FOR_GOOD =
            Set.of("ERR", "WRONGTYPE", "CROSSSLOT", "NOSCRIPT", "BUSYKEY", "INVALIDOBJ");

    /** Whether we know what the code means; else trying again a few times may help. */
    public boolean isKnown() {
        return TRANSIENT.contains(code) || FOR_GOOD.contains(code);
    }

    /** Whether the server says that another one is to be asked. */
    boolean namesAnother() {
        return isRedirect() || code.equals("READONLY");
    }

    /** Whether the server of a cluster says which other one has the key. */
    boolean isRedirect() {
        return code.equals("MOVED") || code.equals("ASK");
    }

    /** Whether the record is to blame ({@code RECORD}) or the command can be tried again ({@code TRANSIENT}). */
    public ErrorKind kind() {
        return TRANSIENT.contains(code) ? ErrorKind.TRANSIENT : ErrorKind.RECORD;
    }
}
