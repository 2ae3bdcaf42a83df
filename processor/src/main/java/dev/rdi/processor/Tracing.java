package dev.rdi.processor;

import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.RdiException;
import dev.rdi.model.Rejection;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Traces;
import dev.rdi.redis.target.CommandText;
import dev.rdi.wire.TraceWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records what becomes of change records, while somebody wants to see it. Otherwise it asks the RDI database now and then
 * whether somebody does, and costs nothing else. A recording is never in the way of the data: where it can't be stored, it
 * is incomplete.
 *
 * <p>Confined to the writing thread, but for {@link #isRecording}.
 */
final class Tracing {

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
    private static final int LARGEST_ROW = 256 << 10;
    private static final int LONGEST = 1_000;

    private final RedisSession session;
    private final Traces traces;
    private Optional<Traces.Request> request = Optional.empty();
    private final List<String> recorded = new ArrayList<>();
    private int left;
    private volatile boolean recording;
    private long lastLook = System.nanoTime() - LOOK_INTERVAL.toNanos();

    Tracing(RedisSession session, Keys keys) {
        this.session = session;
        this.traces = new Traces(keys);
    }

    /** Between batches: hands over what was recorded, and looks whether a recording begins or ends. */
    void step() {
        boolean due = System.nanoTime() - lastLook >= LOOK_INTERVAL.toNanos();
        if (!due && recorded.isEmpty()) {
            return;
        }
        try {
            hand();
            if (due) {
                lastLook = System.nanoTime();
                look();
            }
        } catch (RdiException e) {
            // The data has to wait for the RDI database, too, and says so.
            recorded.clear();
        }
    }

    /** Whether the steps of records that begin now should be remembered. */
    boolean isRecording() {
        return recording;
    }

    private void hand() {
        if (request.isPresent() && !recorded.isEmpty()) {
            List<String> records = List.copyOf(recorded);
            recorded.clear();
            traces.add(session.connection(), request.get().id(), records, left == 0);
        }
    }

    private void look() {
        Optional<Traces.Request> now = traces.current(session.connection());
        if (!now.map(Traces.Request::id).equals(request.map(Traces.Request::id))) {
            request = now;
            left = now.map(it -> Math.min(it.most(), LONGEST)).orElse(0);
            recording = left > 0;
        }
    }

    /** Records that are settled, before the position moves behind them. */
    void seen(String stream, List<PendingRecord> records) {
        if (left == 0 || request.isEmpty()) {
            return;
        }
        for (PendingRecord record : records) {
            boolean wanted =
                    record.outcome() instanceof Rejected || !request.get().rejectedOnly();
            // Those without steps were under way when the recording began.
            if (wanted && left > 0 && record.steps().isPresent()) {
                left--;
                recorded.add(json(stream, record));
            }
        }
        recording = left > 0;
    }

    private static String json(String stream, PendingRecord record) {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        boolean small = record.entry().size() <= LARGEST_ROW;
        for (TargetedWrite write : small ? record.outcome().writes() : List.<TargetedWrite>of()) {
            commands.computeIfAbsent(write.target(), target -> new ArrayList<>())
                    .addAll(CommandText.lines(write.write()));
        }
        List<TraceWriter.Step> steps = small
                ? record.steps().orElse(List.of()).stream()
                        .map(it -> new TraceWriter.Step(it.job(), it.step(), it.record()))
                        .toList()
                : List.of();
        Optional<Rejection> rejection =
                record.outcome() instanceof Rejected rejected ? Optional.of(rejected.rejection()) : Optional.empty();
        return TraceWriter.write(
                stream, record.entry().id(), record.event(), small, outcome(record), steps, commands, rejection);
    }

    private static String outcome(PendingRecord record) {
        if (record.outcome() instanceof Rejected) {
            return "rejected";
        }
        return record.outcome() instanceof Filtered || record.event().isEmpty() ? "filtered" : "written";
    }
}
