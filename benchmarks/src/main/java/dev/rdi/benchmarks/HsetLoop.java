package dev.rdi.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends HSET commands as fast as Redis takes them: the bytes of 500 commands are made once, and only the digits of the
 * keys change from one batch to the next.
 *
 * <p>Confined to one thread.
 */
final class HsetLoop implements AutoCloseable {

    private static final int DIGITS = 10;

    private final Socket socket;
    private final InputStream replies;
    private final byte[] batch;
    private final int[] digits = new int[HsetLimit.PIPELINE];

    /** Connects and prepares commands with the fields of the first rows. */
    HsetLoop(Lab lab, SourceRows rows) throws IOException, SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<List<byte[]>> values = new ArrayList<>();
        rows.read(HsetLimit.PIPELINE, values::add);
        for (int i = 0; i < HsetLimit.PIPELINE; i++) {
            digits[i] = append(bytes, rows.columns(), values.get(i % values.size()));
        }
        batch = bytes.toByteArray();
        socket = new Socket(lab.redis().host(), lab.redis().port());
        socket.setTcpNoDelay(true);
        replies = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** Appends a command and returns where the digits of its key begin. */
    private static int append(ByteArrayOutputStream bytes, List<String> columns, List<byte[]> values)
            throws IOException {
        bytes.write(ascii("*" + (2 + 2 * columns.size()) + "\r\n"));
        bulk(bytes, ascii("HSET"));
        bulk(bytes, ascii("limit:" + "0".repeat(DIGITS)));
        int end = bytes.size() - 2;
        for (int i = 0; i < columns.size(); i++) {
            bulk(bytes, ascii(columns.get(i)));
            bulk(bytes, values.get(i));
        }
        return end - DIGITS;
    }

    private static void bulk(ByteArrayOutputStream bytes, byte[] value) throws IOException {
        bytes.write(ascii("$" + value.length + "\r\n"));
        bytes.write(value);
        bytes.write(ascii("\r\n"));
    }

    /** Writes so many hashes and returns how many it wrote in a second. */
    double run(long hashes) throws IOException {
        long start = System.nanoTime();
        for (long next = 0; next < hashes; next += HsetLimit.PIPELINE) {
            number(next);
            socket.getOutputStream().write(batch);
            readReplies();
        }
        return hashes * 1e9 / (System.nanoTime() - start);
    }

    private void number(long first) {
        for (int i = 0; i < digits.length; i++) {
            long rest = first + i;
            for (int at = digits[i] + DIGITS - 1; at >= digits[i]; at--) {
                batch[at] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }

    /** Every reply is a number on a line of its own. */
    private void readReplies() throws IOException {
        for (int lines = 0; lines < HsetLimit.PIPELINE; ) {
            int next = replies.read();
            if (next < 0 || next == '-') {
                throw new EOFException("Redis refused a command");
            }
            lines += next == '\n' ? 1 : 0;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
