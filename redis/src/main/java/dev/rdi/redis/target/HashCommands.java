package dev.rdi.redis.target;

import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.PutHash;
import java.util.ArrayList;
import java.util.List;

/** The commands of writes to hashes. Stateless. */
final class HashCommands {

    private static final byte[] HSET = {'H', 'S', 'E', 'T'};

    /** Sets fields one by one, because a script can't pass thousands of arguments on, then removes all others. */
    private static final String EXACTLY = """
            local key, fields, keep = KEYS[1], tonumber(ARGV[2]), {}
            for i = 3, 2 * fields + 2, 2 do
              redis.call('HSET', key, ARGV[i], ARGV[i + 1])
              keep[ARGV[i]] = true
            end
            for i = 2 * fields + 3, #ARGV do keep[ARGV[i]] = true end
            for _, name in ipairs(redis.call('HKEYS', key)) do
              if not keep[name] then redis.call('HDEL', key, name) end
            end
            """ + Scripts.EXPIRY;

    private HashCommands() {}

    static List<byte[][]> of(PutHash put) {
        if (isPlain(put)) {
            return List.<byte[][]>of(set(put));
        }
        if (put.whole() && put.kept().length > 0) {
            return List.<byte[][]>of(Scripts.call(EXACTLY, put.key(), put.expiry())
                    .add(String.valueOf(put.fields().length / 2))
                    .add(put.fields())
                    .add(put.kept())
                    .parts());
        }
        List<Command> commands = new ArrayList<>();
        if (put.whole()) {
            commands.add(Command.of("DEL").add(put.key()));
        }
        if (put.fields().length > 0) {
            commands.add(Command.of("HSET").add(put.key()).add(put.fields()));
        }
        if (put.removed().length > 0 && !put.whole()) {
            commands.add(Command.of("HDEL").add(put.key()).add(put.removed()));
        }
        return TargetCommands.together(put.key(), put.expiry(), commands.toArray(Command[]::new));
    }

    /** The hot path. */
    private static boolean isPlain(PutHash put) {
        return put.removed().length == 0
                && !put.whole()
                && put.fields().length > 0
                && put.expiry().equals(Expiry.UNCHANGED);
    }

    private static byte[][] set(PutHash put) {
        byte[][] command = new byte[put.fields().length + 2][];
        command[0] = HSET;
        command[1] = put.key();
        System.arraycopy(put.fields(), 0, command, 2, put.fields().length);
        return command;
    }
}
