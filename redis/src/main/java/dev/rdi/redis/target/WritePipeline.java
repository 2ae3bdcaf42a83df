package dev.rdi.redis.target;

import dev.rdi.model.EntryId;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.Append;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes that are sent together, and what became of each.
 *
 * <p>Confined to one thread.
 */
final class WritePipeline {

    private final RedisConnection redis;
    private final List<Sent> sent = new ArrayList<>();
    private final Map<ByteBuffer, EntryId> predecessors = new HashMap<>();
    private boolean leftFence;

    private record Sent(int commands, boolean fenced) {}

    private static final Sent ONE = new Sent(1, false);

    WritePipeline(RedisConnection redis) {
        this.redis = redis;
    }

    /** What was written before, so that it isn't left out if the server has forgotten it meanwhile. */
    void follows(TargetWrite written) {
        if (written instanceof Append append && append.id().isPresent()) {
            predecessors.put(ByteBuffer.wrap(append.key()), append.id().get());
        }
    }

    void send(TargetWrite write) {
        if (write instanceof Append append && append.id().isPresent()) {
            EntryId before =
                    predecessors.put(ByteBuffer.wrap(append.key()), append.id().get());
            redis.send(
                    FencedAppend.commands(append, Optional.ofNullable(before)).get(0));
            sent.add(new Sent(1, true));
            return;
        }
        List<byte[][]> commands = TargetCommands.of(write);
        commands.forEach(redis::send);
        sent.add(commands.size() == 1 ? ONE : new Sent(commands.size(), false));
    }

    /** The error of each write, if it had one, once all replies are there. */
    List<Optional<RedisError>> errors() {
        redis.flush();
        List<Optional<RedisError>> errors = new ArrayList<>(sent.size());
        for (Sent write : sent) {
            errors.add(write.fenced() ? fencedError() : error(write.commands()));
        }
        return errors;
    }

    private Optional<RedisError> error(int commands) {
        Optional<RedisError> first = Optional.empty();
        for (int i = 0; i < commands; i++) {
            Optional<RedisError> error = redis.readError();
            first = first.isPresent() ? first : error;
        }
        return first;
    }

    private Optional<RedisError> fencedError() {
        Object reply = redis.readReply();
        leftFence |= RedisConnection.text(reply).equals(FencedAppend.UNFENCED);
        return reply instanceof RedisError error ? Optional.of(error) : Optional.empty();
    }

    /** Whether an entry got an id of the target's own, because its own was not to be had. */
    boolean leftFence() {
        return leftFence;
    }
}
