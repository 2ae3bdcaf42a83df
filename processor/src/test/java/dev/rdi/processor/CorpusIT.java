package dev.rdi.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.JobLoader;
import dev.rdi.config.LoadedJobs;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.job.JobSource;
import dev.rdi.config.secret.References;
import dev.rdi.embedded.json.JsonServer;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Health;
import dev.rdi.model.Row;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.ChangeStreams;
import dev.rdi.redis.ClientName;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisSession;
import dev.rdi.testing.SharedServers;
import dev.rdi.testing.fixture.Expectation;
import dev.rdi.testing.fixture.Fixture;
import dev.rdi.testing.fixture.Fixtures;
import dev.rdi.transform.compile.JobCompiler;
import dev.rdi.transform.sample.SampleException;
import dev.rdi.transform.sample.Samples;
import dev.rdi.wire.EntryWriter;
import dev.rdi.wire.PackedRowWriter;
import dev.rdi.wire.SchemaCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpus through the real processor: entries in the RDI database, jobs, commands, and what the target holds at the
 * end. The target is a server with JSON commands where a fixture needs them, else Redis.
 */
class CorpusIT {

    private static final Keys KEYS = new Keys("default");

    private static final List<Integer> BATCH_SIZES = List.of(1, 500);

    private static final boolean COALESCES = true;

    private static long epoch;

    static Stream<Fixture> fixtures() {
        return Fixtures.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    @DisplayName("P50: whatever the size of the batches")
    void endsAsTheFixtureSays(Fixture fixture) throws SampleException {
        for (int batchSize : BATCH_SIZES) {
            run(fixture, batchSize, !COALESCES);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void endsAsTheFixtureSaysWhereUpdatesOfAKeyBecomeOneWrite(Fixture fixture) throws SampleException {
        run(fixture, 500, COALESCES);
    }

    private static void run(Fixture fixture, int batchSize, boolean coalesces) throws SampleException {
        RedisAddress rdi =
                new RedisAddress("127.0.0.1", SharedServers.freshRedis().port());
        RedisAddress target = fixture.needsJson() ? json() : rdi;
        try (RedisConnection connection = RedisConnection.open(target, "")) {
            fixture.given().forEach((key, stored) -> TargetState.put(connection, key, stored));
        }
        PipelineConfig config = config(fixture);
        List<JobFile> jobs = jobs(fixture, config);
        List<ChangeEvent> events = new Samples(table(jobs)).read(fixture.input());
        List<List<ChangeEvent>> batches = batches(events);
        try (RedisSession collector = new RedisSession(rdi, "collector", leader("collector"));
                Running processor = start(rdi, target, config, jobs, batchSize, coalesces)) {
            ChangeStreams streams = new ChangeStreams(collector, KEYS, 1_000_000, new StopSignal(), new Health());
            for (List<ChangeEvent> batch : batches) {
                append(streams, batch);
                processor.await(batch.size());
            }
        }
        try (RedisConnection connection = RedisConnection.open(target, "")) {
            assertThat(TargetState.differences(connection, fixture.state())).isEmpty();
        }
        try (RedisConnection connection = RedisConnection.open(rdi, "")) {
            long rejected =
                    fixture.expectations().stream().filter(CorpusIT::isRejected).count();
            assertThat(counter(connection, "rejected")).isEqualTo(rejected);
        }
    }

    private static boolean isRejected(Expectation expectation) {
        return expectation.outcome().equals(Optional.of("rejected"));
    }

    private static RedisAddress json() {
        RedisAddress address =
                new RedisAddress(JsonServer.shared().host(), JsonServer.shared().port());
        try (RedisConnection connection = RedisConnection.open(address, "")) {
            connection.require("FLUSHALL");
        }
        return address;
    }

    private static PipelineConfig config(Fixture fixture) {
        String given = fixture.config().orElse("");
        String targets = given.contains("targets:") ? "" : """
                targets:
                  target: {connection: {type: redis, host: localhost, port: 6379}}
                """;
        return PipelineLoader.parse(
                        "sources: {source: {type: external}}\n" + targets + given,
                        "config.yaml",
                        References.none(),
                        Mode.OFFLINE)
                .config()
                .orElseThrow();
    }

    private static List<JobFile> jobs(Fixture fixture, PipelineConfig config) {
        List<JobFile> jobs = new ArrayList<>();
        fixture.jobs().forEach((file, text) -> {
            LoadedJobs loaded = JobLoader.parse(text, file, Optional.of(config), References.none(), Mode.OFFLINE);
            jobs.addAll(loaded.jobs());
        });
        return jobs;
    }

    private static String table(List<JobFile> jobs) {
        return jobs.stream()
                .flatMap(job -> job.job().source().stream())
                .filter(source -> !source.isDefault())
                .map(JobSource::table)
                .findFirst()
                .orElse("table");
    }

    private static void append(ChangeStreams streams, List<ChangeEvent> events) {
        for (ChangeEvent event : events) {
            byte[] schema = SchemaCodec.toJson(event.schema());
            String stream = KEYS.stream(event.table());
            streams.define(stream, SchemaCodec.fingerprint(schema), schema);
            streams.append(List.of(
                    new ChangeStreams.Batch(stream, List.<byte[][]>of(entry(event, SchemaCodec.fingerprint(schema))))));
        }
    }

    private static byte[][] entry(ChangeEvent event, String fingerprint) {
        return EntryWriter.write(
                event.opcode(),
                event.beforeKind(),
                event.keyChange(),
                fingerprint,
                System.currentTimeMillis() * 1000,
                event.source().position(),
                packed(event.key()),
                packed(event.otherKey()),
                packed(event.before(), event),
                packed(event.after(), event));
    }

    private static byte[] packed(Row row, ChangeEvent event) {
        if (row.size() == 0) {
            return new byte[0];
        }
        PackedRowWriter packed = new PackedRowWriter();
        for (int i = 0; i < event.schema().row().size(); i++) {
            int index = row.type().indexOf(event.schema().row().field(i).name());
            add(row, index, packed);
        }
        return packed.toBytes();
    }

    private static byte[] packed(Row row) {
        PackedRowWriter packed = new PackedRowWriter();
        for (int i = 0; i < row.size(); i++) {
            add(row, i, packed);
        }
        return packed.toBytes();
    }

    private static void add(Row row, int index, PackedRowWriter packed) {
        if (index < 0 || row.isNull(index)) {
            packed.addNull();
        } else if (row.isUnavailable(index)) {
            packed.addUnavailable();
        } else {
            packed.add(row.bytes(index));
        }
    }

    /** Tables have no order among each other: where there are several, each event waits for those before it. */
    private static List<List<ChangeEvent>> batches(List<ChangeEvent> events) {
        long tables = events.stream().map(ChangeEvent::table).distinct().count();
        return tables == 1 ? List.of(events) : events.stream().map(List::of).toList();
    }

    private static Running start(
            RedisAddress rdi,
            RedisAddress target,
            PipelineConfig config,
            List<JobFile> jobs,
            int batchSize,
            boolean coalesces) {
        ProcessorSettings settings = ProcessorSettings.defaults(config.defaultTargetName())
                .withReadBatchSize(batchSize)
                .withWorkers(batchSize == 1 ? 1 : 4);
        StopSignal stop = new StopSignal();
        Map<String, RedisAddress> targets = new LinkedHashMap<>();
        config.targets().keySet().forEach(name -> targets.put(name, target));
        StreamProcessor processor = new StreamProcessor(
                coalesces ? settings.withCoalescing() : settings,
                KEYS,
                rdi,
                targets,
                new JobCompiler(jobs, config)::compile,
                leader("test"),
                stop,
                new Health());
        return new Running(processor, stop, CompletableFuture.runAsync(processor), rdi);
    }

    private static final class Running implements AutoCloseable {
        private final StreamProcessor processor;
        private final StopSignal stop;
        private final CompletableFuture<Void> run;
        private final RedisConnection rdi;
        private long expected;

        Running(StreamProcessor processor, StopSignal stop, CompletableFuture<Void> run, RedisAddress rdi) {
            this.processor = processor;
            this.stop = stop;
            this.run = run;
            this.rdi = RedisConnection.open(rdi, "");
        }

        void await(int more) {
            expected += more;
            Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> total(rdi) == expected || run.isDone());
        }

        @Override
        public void close() {
            stop.request();
            processor.close(); // It may be waiting for more.
            run.join();
            rdi.close();
        }
    }

    private static long total(RedisConnection rdi) {
        return Stream.of("inserted", "updated", "deleted", "filtered", "rejected", "deduplicated")
                .mapToLong(name -> counter(rdi, name))
                .sum();
    }

    private static long counter(RedisConnection rdi, String name) {
        long sum = 0;
        for (Object key : (List<?>) rdi.require("KEYS", "pos:*")) {
            Object value = rdi.require("HGET", RedisConnection.text(key), name);
            sum += RedisConnection.isNil(value) ? 0 : Long.parseLong(RedisConnection.text(value));
        }
        return sum;
    }

    private static Leadership leader(String installation) {
        long mine = ++epoch;
        return new Leadership() {
            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public ClientName clientName(String role) {
                return new ClientName(installation, "default", role, mine);
            }
        };
    }
}
