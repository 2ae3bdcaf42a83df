package dev.rdi.control.api.http;

import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * What a client still sends after it was answered. A connection that is closed with something unread in it is reset, and
 * then the client, which is still writing, never sees why it was refused. So some of it is read first, and thrown away;
 * no thread waits for it.
 *
 * <p>Begins when the answer is written.
 */
final class UnreadBody implements Callback, Runnable {

    private static final long MOST_BYTES = 4 << 20;
    private static final long MOST_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final Request request;
    private final Callback then;
    private long bytes;
    private long end;

    UnreadBody(Request request, Callback then) {
        this.request = request;
        this.then = then;
    }

    @Override
    public void succeeded() {
        request.getConnectionMetaData().getConnection().getEndPoint().setIdleTimeout(SILENCE.toMillis());
        end = System.nanoTime() + MOST_NANOS;
        run();
    }

    @Override
    public void failed(Throwable cause) {
        then.failed(cause);
    }

    /** Reads what has arrived, and comes again when there is more. */
    @Override
    public void run() {
        while (bytes < MOST_BYTES && System.nanoTime() - end < 0) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            bytes += chunk.remaining();
            chunk.release();
            if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                break;
            }
        }
        then.succeeded();
    }
}
