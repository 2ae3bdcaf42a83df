package dev.rdi.collector;

import dev.rdi.model.StopSignal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * One run of a Debezium task: from its start until something ends it. Reads a batch, has it made safe, moves the
 * offset, tells the source, and begins again.
 *
 * <p>Confined to the collector's thread.
 */
final class ReadingRun {

    private final ChangeSink sink;
    private final OffsetProgress progress;
    private final StopSignal stop;
    private final Runnable progressed;
    private final String source;
    private final DebeziumMeters meters;
    private final Tasks tasks;

    /** Makes Debezium's tasks. */
    @FunctionalInterface
    interface Tasks {
        /** One that streams from an offset. */
        ReadingTask streaming(Map<String, String> properties, SourceOffset start);
    }

    ReadingRun(
            ChangeSink sink,
            OffsetProgress progress,
            StopSignal stop,
            Runnable progressed,
            String source,
            DebeziumMeters meters,
            Tasks tasks) {
        this.tasks = tasks;
        this.meters = meters;
        this.source = source;
        this.sink = sink;
        this.progress = progress;
        this.stop = stop;
        this.progressed = progressed;
    }

    /** Streams changes from the stored offset until the condition holds for a batch, or the collector is stopped. */
    void stream(Map<String, String> properties, Runnable started, Predicate<SourceOffset> until)
            throws SQLException, InterruptedException {
        stream(properties, started, Optional.empty(), batch -> until.test(progress.offset()));
    }

    /** Streams changes from the stored offset until a batch, which is safe then, is the last one. */
    void streamUntil(Map<String, String> properties, Runnable started, BatchStep last)
            throws SQLException, InterruptedException {
        stream(properties, started, Optional.empty(), last);
    }

    /** Streams changes, and reads tables meanwhile, until the collector is stopped. */
    void stream(Map<String, String> properties, Runnable started, ChunkedSnapshot beside)
            throws SQLException, InterruptedException {
        stream(properties, started, Optional.of(beside), batch -> false);
    }

    private void stream(
            Map<String, String> properties, Runnable started, Optional<ChunkedSnapshot> beside, BatchStep until)
            throws SQLException, InterruptedException {
        sink.streaming(source, progress.offset().lsn());
        ReadingTask task = tasks.streaming(properties, progress.offset());
        run(task, started, batch -> {
            if (!batch.isEmpty()) {
                sink.write(batch);
                progressed.run();
                meters.streamed(batch);
                progress.confirmed(batch);
            }
            progress.saveIfDue().ifPresent(task::confirm);
            if (beside.isPresent()) {
                beside.get().streamed(batch);
                read(beside.get(), rows -> {});
            }
            return until.take(batch);
        });
    }

    /** Reads tables while nothing is streamed; returns true if it read all of them. */
    boolean snapshot(SnapshotEngine engine, Consumer<List<SourceRecord>> confirmed)
            throws SQLException, InterruptedException {
        sink.forget();
        while (!engine.isDone() && !stop.isRequested()) {
            read(engine, confirmed);
        }
        return engine.isDone();
    }

    /** One portion, and all that belong to it. */
    private void read(SnapshotEngine engine, Consumer<List<SourceRecord>> confirmed)
            throws SQLException, InterruptedException {
        do {
            List<SourceRecord> rows = engine.poll();
            if (!rows.isEmpty()) {
                sink.write(rows);
                progressed.run();
                confirmed.accept(rows);
            }
        } while (engine.holdsStream() && !stop.isRequested());
    }

    private void run(ReadingTask task, Runnable started, BatchStep step) throws SQLException, InterruptedException {
        try {
            task.start();
            started.run();
            boolean done = false;
            while (!done && !stop.isRequested()) {
                done = step.take(task.poll());
            }
            progress.save().ifPresent(task::confirm);
        } finally {
            task.stop();
        }
    }

    /** What is done with each batch. */
    @FunctionalInterface
    interface BatchStep {
        /** Returns whether the run is over. */
        boolean take(List<SourceRecord> batch) throws SQLException, InterruptedException;
    }
}
