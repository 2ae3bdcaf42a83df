package dev.rdi.redis.target;

import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.PutHash;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Turns writes into Redis commands, without a connection, so that a dry run can print exactly what would be sent.
 *
 * <p>Thread-safe.
 */
public final class TargetCommands {

    private static final byte[] HSET = ascii("HSET");
    private static final byte[] HDEL = ascii("HDEL");
    private static final byte[] DEL = ascii("DEL");
    private static final byte[] MULTI = ascii("MULTI");
    private static final byte[] EXEC = ascii("EXEC");

    private TargetCommands() {}

    /**
     * The commands of a write, each as the command's name and its arguments. A hash that also loses fields is written
     * in a transaction, so that no reader sees half of it.
     */
    public static List<byte[][]> of(TargetWrite write) {
        if (write instanceof PutHash put) {
            return hash(put);
        }
        if (write instanceof DeleteKey delete) {
            return List.<byte[][]>of(new byte[][] {DEL, delete.key()});
        }
        throw new IllegalArgumentException(write.getClass().getSimpleName() + " is no single command");
    }

    private static List<byte[][]> hash(PutHash put) {
        byte[][] set = command(HSET, put.key(), put.fields());
        return put.removed().length == 0
                ? List.<byte[][]>of(set)
                : List.of(new byte[][] {MULTI}, set, command(HDEL, put.key(), put.removed()), new byte[][] {EXEC});
    }

    private static byte[][] command(byte[] name, byte[] key, byte[][] arguments) {
        byte[][] command = new byte[arguments.length + 2][];
        command[0] = name;
        command[1] = key;
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return command;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
