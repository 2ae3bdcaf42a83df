package dev.rdi.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Rows between those who read them and the one who makes them safe, bounded in bytes: whoever reads waits while too much
 * isn't safe yet.
 *
 * <p>Thread-safe.
 */
final class CopyQueue {

    private static final int KILOBYTE = 1024;
    private static final int MOST_KILOBYTES = 16 * KILOBYTE;
    private static final long POLL_MILLIS = 50;

    private final BlockingQueue<CopiedRows> rows = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_KILOBYTES, true);

    /** Adds rows as soon as there is room; those that are too large for it get in alone. */
    void put(CopiedRows batch) throws InterruptedException {
        room.acquire(kilobytes(batch));
        rows.put(batch);
    }

    /** What is there; waits a moment if there is nothing. */
    List<CopiedRows> poll() throws InterruptedException {
        List<CopiedRows> batches = new ArrayList<>();
        CopiedRows first = rows.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            batches.add(first);
            rows.drainTo(batches);
        }
        return batches;
    }

    /** Makes room: these rows are safe. */
    void confirmed(CopiedRows batch) {
        room.release(kilobytes(batch));
    }

    private static int kilobytes(CopiedRows batch) {
        return (int) Math.min(MOST_KILOBYTES, 1 + batch.bytes() / KILOBYTE);
    }
}
