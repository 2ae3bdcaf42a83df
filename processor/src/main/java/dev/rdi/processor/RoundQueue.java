package dev.rdi.processor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Rounds between reading and writing, bounded in bytes: the reader waits while the writer is behind. A single round of
 * any size always passes.
 *
 * <p>Thread-safe.
 */
final class RoundQueue {

    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_RECORDS_AT_ONCE = 4000;

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Round> rounds = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /** Adds a round; returns false if it wasn't taken, because the queue is closed. */
    boolean put(Round round) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && !rounds.isEmpty() && bytes + round.bytes() > MAX_BYTES) {
                changed.await();
            }
            if (!closed) {
                rounds.add(round);
                bytes += round.bytes();
                changed.signalAll();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** All rounds that wait, but not too many at once; none if there are none for so long. */
    List<Round> take(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (rounds.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            List<Round> taken = new ArrayList<>();
            int records = 0;
            while (!rounds.isEmpty()
                    && (taken.isEmpty() || records + rounds.getFirst().size() <= MAX_RECORDS_AT_ONCE)) {
                Round round = rounds.remove();
                taken.add(round);
                records += round.size();
                bytes -= round.bytes();
            }
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it: who waits goes on, what is inside is forgotten. */
    void close() {
        lock.lock();
        try {
            closed = true;
            rounds.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
