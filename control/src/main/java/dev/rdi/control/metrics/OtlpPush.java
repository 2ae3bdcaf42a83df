package dev.rdi.control.metrics;

import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.tls.Tls;
import dev.rdi.redis.tls.TlsContexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends all metrics to a collector of OpenTelemetry, now and then. One that doesn't answer misses them; the next request
 * has newer ones.
 *
 * <p>Has a thread of its own; thread-safe.
 */
public final class OtlpPush implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpPush.class);
    private static final int REDIRECTION = 300;

    private final OtlpSettings settings;
    private final Scrapes scrapes;
    private final HttpClient client;
    private final StopSignal stop = new StopSignal();
    private final Thread thread;

    private OtlpPush(OtlpSettings settings, Scrapes scrapes) {
        this.settings = settings;
        this.scrapes = scrapes;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(settings.timeout());
        settings.ca()
                .ifPresent(ca -> builder.sslContext(TlsContexts.of(
                        new Tls(true, Optional.of(ca), Optional.empty(), Optional.empty(), Optional.empty(), true))));
        client = builder.build();
        thread = new Thread(this::run, "metrics-push");
        thread.setDaemon(true);
    }

    /**
     * Begins to send, if the environment names an endpoint.
     *
     * @throws RdiException CONFIG if a variable can't be understood
     */
    public static Optional<OtlpPush> start(Map<String, String> environment, Scrapes scrapes) {
        Optional<OtlpPush> push = OtlpSettings.of(environment).map(it -> new OtlpPush(it, scrapes));
        push.ifPresent(it -> {
            LOG.info(
                    "Metrics go to {} each {} ms",
                    it.settings.endpoint(),
                    it.settings.interval().toMillis());
            OtlpSettings.otherProtocol(environment)
                    .ifPresent(other ->
                            LOG.warn("Metrics are sent as http/json, not as {}; the endpoint must take that", other));
            it.thread.start();
        });
        return push;
    }

    private void run() {
        while (!stop.await(settings.interval())) {
            try {
                send();
            } catch (RdiException | IOException e) {
                LOG.warn("Metrics didn't arrive at {}: {}", settings.endpoint(), e.getMessage());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void send() throws IOException, InterruptedException {
        Exposition all = new Exposition();
        scrapes.collector(all);
        scrapes.processor(all);
        scrapes.operator(all);
        String body = OtlpJson.request(all, settings.resource(), Instant.now()).toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.endpoint())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(zipped(body.getBytes(StandardCharsets.UTF_8))));
        settings.headers().forEach(request::setHeader);
        int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
        if (status >= REDIRECTION) {
            throw new IOException("it answers " + status);
        }
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory has no errors of I/O", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        stop.request();
        thread.interrupt();
    }
}
