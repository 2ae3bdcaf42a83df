package dev.rdi.redis.target;

import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.AddMember;
import dev.rdi.model.TargetWrite.Append;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.EditJson;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.MergeJson;
import dev.rdi.model.TargetWrite.PutHash;
import dev.rdi.model.TargetWrite.PutJson;
import dev.rdi.model.TargetWrite.PutJsonFields;
import dev.rdi.model.TargetWrite.PutScore;
import dev.rdi.model.TargetWrite.PutString;
import dev.rdi.model.TargetWrite.RemoveMember;
import dev.rdi.model.TargetWrite.RemoveNested;
import dev.rdi.model.TargetWrite.RemoveParent;
import dev.rdi.model.TargetWrite.RemoveScore;
import dev.rdi.model.TargetWrite.SetExpiry;
import java.util.List;
import java.util.Optional;

/**
 * Turns writes into Redis commands, without a connection, so that a dry run can print exactly what would be sent. The
 * commands of one write touch one key only and take effect together: one command, a transaction, or a script.
 *
 * <p>Thread-safe.
 */
public final class TargetCommands {

    private TargetCommands() {}

    /**
     * The commands of a write, each as the command's name and its arguments; none if it changes nothing.
     *
     * @throws IllegalArgumentException for {@link ClearTable}, which has to look for its keys first
     */
    public static List<byte[][]> of(TargetWrite write) {
        if (write instanceof PutHash put) {
            return HashCommands.of(put);
        }
        if (write instanceof DeleteKey delete) {
            return List.<byte[][]>of(Command.of("DEL").add(delete.key()).parts());
        }
        return isJson(write) ? JsonCommands.of(write) : others(write);
    }

    private static boolean isJson(TargetWrite write) {
        return write instanceof PutJson
                || write instanceof PutJsonFields
                || write instanceof MergeJson
                || write instanceof EditJson
                || write instanceof RemoveNested
                || write instanceof RemoveParent;
    }

    private static List<byte[][]> others(TargetWrite write) {
        if (write instanceof AddMember add) {
            return together(add.key(), add.expiry(), Command.of("SADD").add(add.key(), add.member()));
        }
        if (write instanceof RemoveMember remove) {
            return List.<byte[][]>of(
                    Command.of("SREM").add(remove.key(), remove.member()).parts());
        }
        if (write instanceof PutScore put) {
            return together(put.key(), put.expiry(), Command.of("ZADD").add(put.key(), put.score(), put.member()));
        }
        if (write instanceof RemoveScore remove) {
            return List.<byte[][]>of(
                    Command.of("ZREM").add(remove.key(), remove.member()).parts());
        }
        if (write instanceof Append append) {
            return append.id().isPresent()
                    ? FencedAppend.commands(append, Optional.empty())
                    : together(
                            append.key(),
                            append.expiry(),
                            Command.of("XADD").add(append.key()).add("*").add(append.fields()));
        }
        if (write instanceof PutString put) {
            return List.<byte[][]>of(string(put).parts());
        }
        if (write instanceof SetExpiry set) {
            return together(set.key(), set.expiry());
        }
        throw new IllegalArgumentException(write.getClass().getSimpleName() + " is no single command");
    }

    /** Without more, SET ends a time to live. */
    private static Command string(PutString put) {
        Command set = Command.of("SET").add(put.key(), put.value());
        return put.expiry().seconds() > 0
                ? set.add("EX").add(String.valueOf(put.expiry().seconds()))
                : set;
    }

    /** Several commands for a key, and what becomes of its time to live, so that nobody sees one without the others. */
    static List<byte[][]> together(byte[] key, Expiry expiry, Command... commands) {
        Transaction transaction = new Transaction();
        for (Command command : commands) {
            transaction.add(command);
        }
        if (expiry.seconds() > 0) {
            transaction.add(Command.of("EXPIRE").add(key).add(String.valueOf(expiry.seconds())));
        } else if (expiry.equals(Expiry.NEVER)) {
            transaction.add(Command.of("PERSIST").add(key));
        }
        return transaction.commands();
    }
}
