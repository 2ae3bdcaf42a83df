package dev.rdi.control.api;

import dev.rdi.control.api.http.HttpServer;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the certificate's files every few seconds, and puts what changed into use. Looks at their contents, because
 * whoever renews certificates may swap links. What can't be used is said once, and the old certificate stays.
 *
 * <p>Has one thread of its own.
 */
final class TlsReload implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TlsReload.class);

    private final TlsFiles tls;
    private final HttpServer server;
    private final Duration interval;
    private final StopSignal stop = new StopSignal();
    private byte[] known;

    TlsReload(TlsFiles tls, HttpServer server, Duration interval) {
        this.tls = tls;
        this.server = server;
        this.interval = interval;
        this.known = digest();
        Thread thread = new Thread(this::run, "api-tls");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!stop.isRequested()) {
            stop.await(interval);
            byte[] now = digest();
            if (!stop.isRequested() && !Arrays.equals(known, now)) {
                known = now;
                reload();
            }
        }
    }

    private void reload() {
        try {
            server.use(tls.reader().get());
            LOG.info("The API uses the changed certificate");
        } catch (RdiException e) {
            LOG.warn("The API keeps its old certificate: {}; {}", e.what(), e.cure());
        } catch (IOException e) {
            LOG.warn("The API keeps its old certificate: {}", e.getMessage());
        }
    }

    /** Of the contents of all files; one that can't be read just now counts as empty. */
    private byte[] digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : tls.files()) {
                digest.update(read(file));
                digest.update((byte) 0);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    @Override
    public void close() {
        stop.request();
    }
}
