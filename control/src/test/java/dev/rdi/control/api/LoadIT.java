package dev.rdi.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.control.api.TestApi.Answer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Many clients at the same time, for the seconds that {@code rdi.api.load.seconds} says. The p99 is that of the product
 * only where client and server have processors enough, so the short form asks for less.
 */
class LoadIT {

    private static final int CLIENTS = 200;
    private static final int SECONDS = Integer.getInteger("rdi.api.load.seconds", 3);
    private static final Duration PAUSE = Duration.ofMillis(Integer.getInteger("rdi.api.load.pause", 250));
    private static final List<String> PATHS = List.of(
            "/api/v2/pipelines/p",
            "/api/v2/pipelines/p/status",
            "/api/v2/pipelines",
            "/api/v2/pipelines/p/metric-collections/processor",
            "/api/v2/info");

    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger errors = new AtomicInteger();

    @Test
    void serves200ClientsWithoutAnError() {
        try (ApiFixture fixture = new ApiFixture()) {
            Answer created = fixture.create("p");
            assertThat(created.status()).isEqualTo(201);
            HttpClient client = HttpClient.newHttpClient();
            long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(client(client, fixture, i, end));
            }
            long usedBefore = used();
            CompletableFuture.allOf(clients.toArray(CompletableFuture<?>[]::new))
                    .join();
            report(usedBefore, serverMicros());
        }
        assertThat(errors).hasValue(0);
        assertThat(nanos).hasSizeGreaterThan(CLIENTS * SECONDS / 2);
        assertThat(percentile(99)).isLessThan(SECONDS < 30 ? Duration.ofSeconds(2) : Duration.ofMillis(100));
    }

    /** Clients don't come all at the same moment. */
    private CompletableFuture<Void> client(HttpClient client, ApiFixture fixture, int number, long end) {
        long first = PAUSE.toMillis() * number / CLIENTS;
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(first, TimeUnit.MILLISECONDS))
                .thenCompose(begun -> round(client, fixture, number, end));
    }

    /** One request of a client, and after a pause the next one, until the end. */
    private CompletableFuture<Void> round(HttpClient client, ApiFixture fixture, int number, long end) {
        long begin = System.nanoTime();
        if (begin > end) {
            return CompletableFuture.completedFuture(null);
        }
        HttpRequest request = HttpRequest.newBuilder(fixture.api.uri(PATHS.get(number % PATHS.size())))
                .header("Authorization", "Bearer " + fixture.viewer)
                .build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .handle((response, failure) -> {
                    count(response, failure, begin);
                    return number + 1;
                })
                .thenComposeAsync(
                        next -> round(client, fixture, next, end),
                        CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void count(HttpResponse<String> response, Throwable failure, long begin) {
        if (failure != null || response.statusCode() != 200) {
            errors.incrementAndGet();
        }
        nanos.add(System.nanoTime() - begin);
    }

    private Duration percentile(int percent) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return Duration.ofNanos(sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)]);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The processor time of the server's threads. */
    private static long serverMicros() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("api-"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    private void report(long usedBefore, long serverMicros) {
        System.out.printf(
                "%d requests of %d clients in %d s, %d errors, p50 %d ms, p99 %d ms, heap %+d MB, %d us of a processor each%n",
                nanos.size(),
                CLIENTS,
                SECONDS,
                errors.get(),
                percentile(50).toMillis(),
                percentile(99).toMillis(),
                (used() - usedBefore) >> 20,
                serverMicros / Math.max(1, nanos.size()));
    }
}
