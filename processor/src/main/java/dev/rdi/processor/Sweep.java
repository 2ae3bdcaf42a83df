package dev.rdi.processor;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.EntryId;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.Opcode;
import dev.rdi.model.RdiException;
import dev.rdi.model.TableSchema;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.reset.Eviction;
import dev.rdi.redis.reset.Loss;
import dev.rdi.redis.reset.Losses;
import dev.rdi.redis.reset.ResetState;
import dev.rdi.redis.reset.ResetState.Phase;
import dev.rdi.redis.reset.ResetStore;
import dev.rdi.redis.reset.WrittenKeys;
import dev.rdi.transform.Jobs;
import dev.rdi.transform.output.DefaultKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processor's part of a reset. From its first record on it notes the keys of the rows that it sees; when the tables
 * are read anew and all of that is written, it deletes what the targets have of these tables beyond the noted keys.
 *
 * <p>It is exact because a row that the source has is seen, in the initial sync or as a change, before the sweep begins or
 * before its key is written; and because noting, writing and sweeping happen on one thread, so that no key appears between
 * the look and the deletion. What is noted is in the RDI database before a position moves, so a death costs nothing.
 *
 * <p>Confined to the thread that writes, except {@link #close}.
 */
public final class Sweep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final String PART = "sweep";
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(300);

    private final Optional<String> resetId;
    private final Health health;
    private final Keys keys;
    private final RedisSession rdi;
    private final Map<String, RedisSession> targets = new LinkedHashMap<>();
    private final ResetStore store;
    private final WrittenKeys written;
    private final Map<TableSchema, DefaultKey> defaultKeys = new HashMap<>();
    private Map<String, EntryId> ends = Map.of();
    private final List<Scanned> scans = new ArrayList<>();
    private boolean notes;
    private boolean planned;
    private boolean finished;
    private long deleted;
    private boolean failing;
    private long lastLookNanos = System.nanoTime() - LOOK_INTERVAL.toNanos();

    private record Scanned(String target, KeyScan scan) {}

    /**
     * Prepares the sweep of a reset; nothing is connected yet.
     *
     * @param reset the reset that is on its way as the processor begins, if one is
     */
    public Sweep(
            Optional<ResetState> reset,
            Keys keys,
            RedisAddress rdiAddress,
            Map<String, RedisAddress> targetAddresses,
            Leadership leadership,
            Health health) {
        this.health = health;
        this.resetId = reset.map(ResetState::id);
        this.notes = reset.map(state -> state.sweeps() && state.phase() != Phase.SWEPT)
                .orElse(false);
        this.finished = reset.isEmpty();
        this.keys = keys;
        this.rdi = new RedisSession(rdiAddress, "sweep-rdi", leadership);
        targetAddresses.forEach(
                (name, address) -> targets.put(name, new RedisSession(address, "sweep-" + targets.size(), leadership)));
        this.store = new ResetStore(keys);
        this.written = new WrittenKeys(keys);
    }

    /**
     * Notes the keys of rows; to be called for all records, before the position moves behind them.
     *
     * @throws RdiException if that can't be done now; calling it again is harmless
     */
    void seen(List<PendingRecord> records) {
        if (!notes) {
            return;
        }
        List<byte[]> rows = new ArrayList<>();
        for (PendingRecord record : records) {
            record.event().flatMap(this::key).ifPresent(rows::add);
        }
        RedisConnection redis = rdi.connection();
        for (String target : targets.keySet()) {
            for (RedisError refused : written.add(redis, target, rows)) {
                if (!refused.code().equals("OOM")) {
                    throw redis.failure(
                            refused,
                            "to note a key",
                            List.<byte[][]>of(RedisConnection.words("SADD", keys.writtenKeys(0))));
                }
                abandon(redis);
                return;
            }
        }
    }

    /** Waiting for room would wait for ever: only moving on makes room. */
    private void abandon(RedisConnection redis) {
        store.abandonSweep(redis, resetId.orElse(""));
        notes = false;
        written.clear(redis);
        new Losses(keys).record(redis, Loss.of(Loss.Kind.SWEEP_ABANDONED));
    }

    private Optional<byte[]> key(ChangeEvent event) {
        boolean isRow =
                event.opcode() == Opcode.CREATE || event.opcode() == Opcode.UPDATE || event.opcode() == Opcode.READ;
        boolean hasKey =
                event.hasKey() && IntStream.range(0, event.key().size()).allMatch(event.key()::hasValue);
        return isRow && hasKey
                ? Optional.of(defaultKeys
                        .computeIfAbsent(event.schema(), DefaultKey::of)
                        .of(event.key()))
                : Optional.empty();
    }

    /**
     * Goes a small step on, if it is time to; to be called between batches.
     *
     * @param position how far a stream is done
     * @return whether there is more to do at once
     * @throws RdiException FATAL if it never can be done; what passes is reported and tried again
     */
    boolean step(Function<String, EntryId> position, Jobs jobs) {
        if (finished || (failing && isTooEarly())) {
            return false;
        }
        try {
            boolean more = tryStep(position, jobs);
            if (failing) {
                failing = false;
                health.recovered(PART);
            }
            return more;
        } catch (RdiException e) {
            if (e.kind() == ErrorKind.FATAL) {
                throw e;
            }
            failing = true;
            lastLookNanos = System.nanoTime();
            if (health.degraded(PART, e)) {
                LOG.warn("The sweep of the reset: {}; {}. Trying again until it works", e.what(), e.cure());
            }
            return false;
        }
    }

    private boolean isTooEarly() {
        return System.nanoTime() - lastLookNanos < LOOK_INTERVAL.toNanos();
    }

    private boolean tryStep(Function<String, EntryId> position, Jobs jobs) {
        if (planned) {
            return sweepSome();
        }
        if (isTooEarly()) {
            return false;
        }
        lastLookNanos = System.nanoTime();
        Optional<ResetState> now = current();
        if (now.isEmpty()) {
            return false; // Another one was asked for; whoever leads begins anew because of it.
        }
        return goOn(now.get(), position, jobs);
    }

    /** The reset, unless another one took its place. */
    private Optional<ResetState> current() {
        return store.load(rdi.connection())
                .filter(reset -> Optional.of(reset.id()).equals(resetId));
    }

    private boolean goOn(ResetState reset, Function<String, EntryId> position, Jobs jobs) {
        if (reset.phase() == Phase.SWEPT) {
            finish();
            return false;
        }
        if (reset.phase() != Phase.CAPTURED) {
            return false;
        }
        if (ends.isEmpty()) {
            ends = ends();
        }
        boolean isWritten = ends.entrySet().stream()
                .allMatch(end -> position.apply(end.getKey()).compareTo(end.getValue()) >= 0);
        if (!isWritten) {
            return false;
        }
        if (notes && Eviction.isPossible(rdi.connection())) {
            abandon(rdi.connection());
        } else if (reset.sweeps()) {
            SweepTargets.of(reset.tables(), jobs).forEach((target, cleared) -> {
                RedisSession session = targets.get(target);
                if (session != null) {
                    scans.add(new Scanned(target, new KeyScan(session, cleared)));
                }
            });
        }
        planned = true;
        return true;
    }

    /** The last entries of all streams, now that all tables are in them. */
    private Map<String, EntryId> ends() {
        RedisConnection redis = rdi.connection();
        Map<String, EntryId> last = new HashMap<>();
        for (Object name : (List<?>) redis.require("SMEMBERS", keys.streams())) {
            String stream = RedisConnection.text(name);
            Object reply = redis.call("XREVRANGE", stream, "+", "-", "COUNT", "1");
            if (reply instanceof RedisError error) {
                throw redis.failure(
                        error,
                        "to look at the end of " + stream,
                        List.<byte[][]>of(RedisConnection.words("XREVRANGE", stream)));
            }
            // What isn't there any more was trimmed, because it is written.
            if (reply instanceof List<?> entries && !entries.isEmpty()) {
                last.put(stream, EntryId.parse(RedisConnection.text(((List<?>) entries.get(0)).get(0))));
            }
        }
        return last;
    }

    private boolean sweepSome() {
        Optional<Scanned> open =
                scans.stream().filter(scanned -> !scanned.scan().isDone()).findFirst();
        if (open.isEmpty()) {
            store.swept(rdi.connection(), resetId.orElse(""));
            finish();
            return false;
        }
        KeyScan scan = open.get().scan();
        List<byte[]> found = scan.next();
        try {
            List<byte[]> surplus = found.isEmpty()
                    ? List.of()
                    : written.missing(rdi.connection(), open.get().target(), found, resetId.orElse(""));
            deleted += surplus.isEmpty() ? 0 : scan.delete(surplus);
        } catch (RuntimeException e) {
            scan.restart();
            throw e;
        }
        return true;
    }

    private void finish() {
        notes = false;
        if (current().isPresent()) {
            written.clear(rdi.connection());
        }
        store.finish(rdi.connection(), resetId.orElse(""));
        finished = true;
        LOG.info("Reset done: {} keys that the source doesn't have any more were removed", deleted);
    }

    @Override
    public void close() {
        rdi.close();
        targets.values().forEach(RedisSession::close);
    }
}
