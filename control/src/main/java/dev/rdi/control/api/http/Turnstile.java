package dev.rdi.control.api.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets only some at a time do what takes long, so that it can't take all threads of the server.
 *
 * <p>Thread-safe.
 */
public final class Turnstile {

    private static final int WAIT_SECONDS = 3;

    private final Semaphore free;
    private final String what;

    /**
     * A turnstile.
     *
     * @param what of which there are too many, for those who are turned away
     */
    public Turnstile(int atOnce, String what) {
        this.free = new Semaphore(atOnce, true);
        this.what = what;
    }

    /**
     * Does something when it is its turn.
     *
     * @throws ApiException 503 if that doesn't come soon
     */
    public <T> T pass(Supplier<T> work) {
        try {
            if (!free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw ApiException.tryLater(503, "too many " + what + " at the same time", WAIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.tryLater(503, "the server is ending", WAIT_SECONDS);
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }
}
