package dev.rdi.redis;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes commands in RESP2, the protocol of Redis, through one buffer: what is sent is copied once, and large values
 * aren't copied at all.
 *
 * <p>Confined to one thread.
 */
final class RespOutput {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_NUMBER = 20;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int used;

    RespOutput(OutputStream out) {
        this.out = out;
    }

    /** Begins a command of so many words, its name included. */
    void begin(int words) throws IOException {
        header('*', words);
    }

    void word(byte[] bytes) throws IOException {
        header('$', bytes.length);
        if (bytes.length > BUFFER - used) {
            flushBuffer();
        }
        if (bytes.length > BUFFER) {
            out.write(bytes);
        } else {
            System.arraycopy(bytes, 0, buffer, used, bytes.length);
            used += bytes.length;
        }
        endLine();
    }

    /** Hands everything to the network. */
    void flush() throws IOException {
        flushBuffer();
        out.flush();
    }

    private void header(char kind, int number) throws IOException {
        require(LONGEST_NUMBER);
        buffer[used++] = (byte) kind;
        int digits = 1;
        for (int rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int i = used + digits - 1; i >= used; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        used += digits;
        endLine();
    }

    private void endLine() throws IOException {
        require(2);
        buffer[used++] = '\r';
        buffer[used++] = '\n';
    }

    private void require(int space) throws IOException {
        if (BUFFER - used < space) {
            flushBuffer();
        }
    }

    private void flushBuffer() throws IOException {
        if (used > 0) {
            out.write(buffer, 0, used);
            used = 0;
        }
    }
}
