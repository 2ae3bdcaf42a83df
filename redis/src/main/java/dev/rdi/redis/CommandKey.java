package dev.rdi.redis;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the key that tells where in a cluster a command belongs: the first one that it has. Stateless. */
final class CommandKey {

    private static final byte[] STREAMS = RedisConnection.bytes("STREAMS");

    private CommandKey() {}

    /** The key; null if the command has none. */
    static byte @Nullable [] of(byte[][] words) {
        int at = switch (name(words)) {
            case "PING",
                    "AUTH",
                    "INFO",
                    "CLIENT",
                    "CLUSTER",
                    "SCAN",
                    "WAIT",
                    "TIME",
                    "ROLE",
                    "CONFIG",
                    "DBSIZE",
                    "COMMAND",
                    "ACL",
                    "SCRIPT",
                    "KEYS",
                    "RANDOMKEY",
                    "FLUSHALL",
                    "FLUSHDB" -> words.length;
            case "EVAL", "EVALSHA", "EVAL_RO", "EVALSHA_RO", "FCALL", "FCALL_RO" -> 3;
            case "XINFO",
                    "XGROUP",
                    "OBJECT",
                    "MEMORY",
                    "BITOP",
                    "ZUNION",
                    "ZINTER",
                    "ZDIFF",
                    "ZINTERCARD",
                    "SINTERCARD" -> 2;
            case "XREAD", "XREADGROUP" -> behindStreams(words);
            default -> 1;
        };
        return at < words.length ? words[at] : null;
    }

    static boolean isNamed(byte[][] words, String name) {
        return words[0].length == name.length() && name(words).equals(name);
    }

    private static String name(byte[][] words) {
        return new String(words[0], StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    }

    private static int behindStreams(byte[][] words) {
        int at = 1;
        while (at < words.length && !isStreams(words[at])) {
            at++;
        }
        return at + 1;
    }

    private static boolean isStreams(byte[] word) {
        return word.length == STREAMS.length
                && new String(word, StandardCharsets.ISO_8859_1).equalsIgnoreCase("STREAMS");
    }
}
