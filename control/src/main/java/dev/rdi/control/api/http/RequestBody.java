package dev.rdi.control.api.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads the body of a request within bounds of size and time. Stateless. */
final class RequestBody {

    private static final int BUFFER = 16 << 10;

    private RequestBody() {}

    /**
     * The whole body.
     *
     * @throws ApiException 413 if it is too large
     * @throws IOException if it doesn't arrive
     */
    static byte[] read(Request request, int max, Duration time) throws IOException {
        if (request.getLength() > max) {
            throw tooLarge(max);
        }
        long end = System.nanoTime() + time.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Content.Source.asInputStream(request)) {
            int read;
            while ((read = in.read(buffer)) >= 0) {
                if (body.size() + read > max) {
                    throw tooLarge(max);
                }
                if (System.nanoTime() - end > 0) {
                    throw new IOException(new TimeoutException());
                }
                body.write(buffer, 0, read);
            }
        }
        return body.toByteArray();
    }

    private static ApiException tooLarge(int max) {
        return new ApiException(413, "the body is larger than " + max + " bytes");
    }
}
