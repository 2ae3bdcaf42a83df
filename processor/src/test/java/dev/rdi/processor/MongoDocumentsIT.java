package dev.rdi.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.secret.References;
import dev.rdi.embedded.json.JsonServer;
import dev.rdi.expression.JsonValues;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.ClientName;
import dev.rdi.redis.ExternalStreams;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.testing.SharedServers;
import dev.rdi.testing.recorded.RecordedStream;
import dev.rdi.testing.recorded.RecordedStream.Form;
import dev.rdi.transform.compile.JobCompiler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents of MongoDB, from the entries of a stock Debezium Server to hashes and JSON documents. */
class MongoDocumentsIT {

    private static final String CONFIG = """
            sources: {source: {type: external}}
            targets:
              target: {connection: {type: redis, host: localhost, port: 6379}}
              documents: {connection: {type: redis, host: localhost, port: 6380}}
            """;

    private static final String JOB = """
            source: {db: shop, table: orders}
            transform:
              - uses: add_field
                with: {field: city, language: jmespath, expression: customer.address.city}
              - uses: add_field
                with: {field: pieces, language: jmespath, expression: "sum(items[].n || `[]`)"}
            output:
              - uses: redis.write
                with: {connection: target, data_type: hash}
              - uses: redis.write
                with:
                  connection: documents
                  data_type: json
                  key: {language: jmespath, expression: "concat(['doc:', _id])"}
            """;

    private final ExecutorService background = Executors.newCachedThreadPool();
    private final StopSignal stop = new StopSignal();

    @AfterEach
    void end() {
        stop.request();
        background.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"EXT_SCHEMA", "EXT_NOSCHEMA"})
    void becomeHashesAndDocuments(Form form) {
        RedisAddress rdi =
                new RedisAddress("127.0.0.1", SharedServers.freshRedis().port());
        RedisAddress documents =
                new RedisAddress(JsonServer.shared().host(), JsonServer.shared().port());
        call(documents, "FLUSHALL");
        RecordedStream orders = RecordedStream.of(form, "rdi.shop.orders");
        RecordedStream types = RecordedStream.of(form, "rdi.shop.types");
        RecordedStream changedFields = RecordedStream.of(form, "rdi.shop.changed_fields");
        load(rdi, orders, orders.entries());
        load(rdi, types, types.entries());
        load(rdi, changedFields, changedFields.entries().subList(0, 1));
        start(rdi, documents);
        await().untilAsserted(() -> {
            assertThat(count(rdi, orders)).isEqualTo(orders.entries().size());
            assertThat(count(rdi, types)).isEqualTo(types.entries().size());
            assertThat(count(rdi, changedFields)).isEqualTo(1);
        });

        assertThat(hash(rdi, "orders:_id:1"))
                .as("a replaced document leaves nothing of the old one")
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "_id", "1",
                        "status", "sent",
                        "customer", "{\"name\":\"Ada\",\"address\":{\"city\":\"Wien\",\"zip\":\"1010\"}}",
                        "city", "Wien",
                        "pieces", "0"));
        assertThat(hash(rdi, "orders:_id:2"))
                .as("a field that an update removed")
                .doesNotContainKey("note")
                .containsEntry("city", "Linz")
                .containsEntry("pieces", "1")
                .containsEntry("items", "[{\"sku\":\"c\",\"n\":1}]");
        assertThat(json(documents, "doc:2"))
                .isEqualTo(JsonValues.parse("[{\"_id\":2,\"status\":\"paid\",\"customer\":{\"name\":\"Bob\","
                        + "\"address\":{\"city\":\"Linz\",\"zip\":\"4020\"}},\"items\":[{\"sku\":\"c\",\"n\":1}],"
                        + "\"city\":\"Linz\",\"pieces\":1}]"));
        assertThat(hash(rdi, "orders:_id:3")).as("deleted by its id alone").isEmpty();
        assertThat(call(documents, "EXISTS", "doc:3")).isEqualTo(0L);
        assertThat(hash(rdi, "types:_id:596e275826f08b2730779e1f"))
                .containsEntry("long", "9007199254740993")
                .containsEntry("decimal", "1.10")
                .containsEntry("date", "2024-02-29T12:34:56.5Z")
                .containsEntry("uuid", "6f8b5e3c-1b7e-4d55-9e0f-0123456789ab")
                .containsEntry("nan", "NaN")
                .doesNotContainKeys("null", "undefined");
        assertThat(counter(rdi, orders, "rejected") + counter(rdi, types, "rejected"))
                .isZero();
        assertThat(String.valueOf(RedisConnection.text(call(
                        rdi,
                        "EVAL",
                        "return cjson.encode(redis.call('XRANGE', KEYS[1], '-', '+'))",
                        "1",
                        "dlq:{" + changedFields.key() + "}"))))
                .contains("change_streams_update_full");
    }

    private void start(RedisAddress rdi, RedisAddress documents) {
        Loaded loaded = PipelineLoader.parse(CONFIG, Map.of("orders", JOB), References.none(), Mode.OFFLINE);
        assertThat(loaded.problems()).isEmpty();
        ProcessorSettings settings = ProcessorSettings.defaults("target")
                .withExternal(new ExternalStreams("data:*", Duration.ofMillis(100), Duration.ofMillis(50)));
        background.execute(new StreamProcessor(
                settings,
                new Keys("default"),
                rdi,
                Map.of("target", rdi, "documents", documents),
                new JobCompiler(loaded.jobs(), loaded.config().orElseThrow())::compile,
                leadership(),
                stop,
                new Health()));
    }

    private static Leadership leadership() {
        return new Leadership() {
            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public ClientName clientName(String role) {
                return new ClientName("test", "default", role, 1);
            }
        };
    }

    private static void load(RedisAddress redis, RecordedStream stream, List<RecordedStream.Entry> entries) {
        try (RedisConnection connection = RedisConnection.open(redis, "")) {
            for (RecordedStream.Entry entry : entries) {
                List<byte[]> arguments = new ArrayList<>();
                arguments.add(stream.key().getBytes(StandardCharsets.UTF_8));
                arguments.add(entry.id().getBytes(StandardCharsets.UTF_8));
                arguments.addAll(entry.fields());
                connection.send("XADD", arguments.toArray(byte[][]::new));
            }
            assertThat(connection.replies()).doesNotHaveAnyElementsOfTypes(Exception.class);
        }
    }

    private static long count(RedisAddress redis, RecordedStream stream) {
        return List.of("inserted", "updated", "deleted", "filtered", "rejected").stream()
                .mapToLong(name -> counter(redis, stream, name))
                .sum();
    }

    private static long counter(RedisAddress redis, RecordedStream stream, String name) {
        Object reply = call(redis, "HGET", "pos:{" + stream.key() + "}:target", name);
        return reply instanceof byte[] ? Long.parseLong(RedisConnection.text(reply)) : 0;
    }

    private static Map<String, String> hash(RedisAddress redis, String key) {
        List<?> reply = (List<?>) call(redis, "HGETALL", key);
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < reply.size(); i += 2) {
            fields.put(RedisConnection.text(reply.get(i)), RedisConnection.text(reply.get(i + 1)));
        }
        return fields;
    }

    private static @Nullable Object json(RedisAddress redis, String key) {
        return JsonValues.parse(RedisConnection.text(call(redis, "JSON.GET", key, "$")));
    }

    private static Object call(RedisAddress redis, String command, String... arguments) {
        try (RedisConnection connection = RedisConnection.open(redis, "")) {
            return connection.require(command, arguments);
        }
    }
}
