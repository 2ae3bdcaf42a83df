package dev.rdi.redis.target;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Retry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes to a target, in order, and returns when each write is done or known to be impossible (invariants 1 and 2).
 * Replies are sorted into three: done; rejected, which concerns that write alone; and to be tried again. A retry sends
 * everything from the first write that isn't done, so that no later write of a key is overtaken by an earlier one.
 *
 * <p>Confined to one thread.
 */
public final class TargetWriter implements AutoCloseable {

    private static final int MAX_WRITES_AT_ONCE = 2000;

    private final RedisSession session;
    private final Retry retry;

    public TargetWriter(RedisSession session, Retry retry) {
        this.session = session;
        this.retry = retry;
    }

    /**
     * Does the writes.
     *
     * @return for each write that the target refuses for good its index and the reason; all others are done
     * @throws Retry.StoppedException if a stop is requested before all is done
     */
    public Map<Integer, RedisError> write(List<TargetWrite> writes) {
        Map<Integer, RedisError> rejected = new HashMap<>();
        int[] done = {0};
        while (done[0] < writes.size()) {
            retry.untilDone(() -> {
                if (writes.get(done[0]) instanceof ClearTable clear) {
                    clear(clear);
                    done[0]++;
                } else {
                    done[0] = writeSome(writes, done[0], rejected);
                }
                return true;
            });
        }
        return rejected;
    }

    /** One round trip; returns the index behind the last write that is done. */
    private int writeSome(List<TargetWrite> writes, int from, Map<Integer, RedisError> rejected) {
        RedisConnection redis = session.connection();
        List<Integer> replyCounts = new ArrayList<>();
        int to = from;
        while (to < writes.size() && to - from < MAX_WRITES_AT_ONCE && !(writes.get(to) instanceof ClearTable)) {
            List<byte[][]> commands = TargetCommands.of(writes.get(to));
            for (byte[][] command : commands) {
                redis.send(command[0], Arrays.copyOfRange(command, 1, command.length));
            }
            replyCounts.add(commands.size());
            to++;
        }
        List<Object> replies = redis.replies();
        int at = 0;
        for (int i = from; i < to; i++) {
            int next = at + replyCounts.get(i - from);
            RedisError error = RedisError.firstIn(replies.subList(at, next));
            if (error != null && error.kind() == ErrorKind.TRANSIENT) {
                if (i > from) {
                    return i; // What is before this one is done; the next round begins with it.
                }
                throw redis.failure(error, "to write");
            }
            if (error != null) {
                rejected.put(i, error);
            } else {
                rejected.remove(i);
            }
            at = next;
        }
        return to;
    }

    /** Deletes the keys of a prefix and a type in bounded steps; doing it again is harmless. */
    private void clear(ClearTable clear) {
        RedisConnection redis = session.connection();
        String cursor = "0";
        do {
            List<?> reply = (List<?>) redis.require(
                    "SCAN", cursor, "MATCH", escaped(clear.prefix()) + "*", "COUNT", "1000", "TYPE", clear.type());
            cursor = RedisConnection.text(reply.get(0));
            for (Object key : (List<?>) reply.get(1)) {
                redis.send("UNLINK", (byte[]) key);
            }
            for (Object unlinked : redis.replies()) {
                if (unlinked instanceof RedisError error) {
                    throw redis.failure(error, "to empty a table");
                }
            }
        } while (!cursor.equals("0"));
    }

    /** Names may hold any character, those of patterns too (edge case R28). */
    private static String escaped(String literal) {
        return literal.replaceAll("[\\\\*?\\[\\]^]", "\\\\$0");
    }

    @Override
    public void close() {
        session.close();
    }
}
