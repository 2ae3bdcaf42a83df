package dev.rdi.collector;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Takes records from a task's queue as they come, and waits a moment where none come: without spinning, and shortly
 * while there are changes.
 *
 * <p>Confined to the thread that polls.
 */
final class PatientQueue {

    /** What waiting adds to the latency of a change, on average half of it: less while changes come, more at rest. */
    private static final long SHORT_WAIT_NANOS = 500_000;

    private static final long LONG_WAIT_NANOS = 1_500_000;
    /** So many short waits without a record are rest. */
    private static final int SHORT_WAITS = 200;

    private final RecordQueue queue;
    private final BatchPause pause = new BatchPause(System::currentTimeMillis);
    private int emptyPolls;
    private long pauseNanos;

    PatientQueue(RecordQueue queue) {
        this.queue = queue;
    }

    /** What is there, at most a batch; none after a moment. */
    List<SourceRecord> take() throws InterruptedException {
        if (pauseNanos > 0) {
            LockSupport.parkNanos(pauseNanos);
        }
        List<SourceRecord> records = queue.take();
        pauseNanos = pause.after(records).toNanos();
        if (records.isEmpty()) {
            LockSupport.parkNanos(emptyPolls++ < SHORT_WAITS ? SHORT_WAIT_NANOS : LONG_WAIT_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } else {
            emptyPolls = 0;
        }
        return records;
    }
}
