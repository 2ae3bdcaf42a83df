package dev.rdi.cli.scaffold;

import dev.rdi.config.MongoConnection;
import dev.rdi.config.SourceConfig;
import dev.rdi.config.secret.Settings;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code application.properties} with which a stock Debezium Server reads a source of ours and writes what a pipeline
 * of type {@code external} reads. References such as <code>${SOURCE_DB_PASSWORD}</code> stay: Debezium Server looks them up
 * among its environment variables.
 *
 * <p>Names are those of <a href="https://debezium.io/documentation/reference/stable/operations/debezium-server.html">its
 * documentation</a>. Confined to one thread.
 */
public final class DebeziumServerFile {

    /** The streams that it writes to. */
    public static final String STREAMS = "data:rdi.*";

    private static final String SOURCE = "debezium.source.";
    private static final String SINK = "debezium.sink.";
    private static final String OFFSETS = SOURCE + "offset.storage";
    private static final String HISTORY = SOURCE + "schema.history.internal";
    private static final String STORAGE = "io.debezium.storage.redis.";
    private static final String TRUE = "true";

    private final SourceConfig source;
    private final RedisAddress redis;
    private final StringBuilder text = new StringBuilder();

    /**
     * Prepares the file.
     *
     * @param redis the RDI database
     */
    public DebeziumServerFile(SourceConfig source, RedisAddress redis) {
        this.source = source;
        this.redis = redis;
    }

    /**
     * The text of the file.
     *
     * @throws RdiException CONFIG if no Debezium Server reads such a database
     */
    public String text() {
        boolean hasHistory = false;
        Map<String, String> connector;
        if (source.connection().orElse(null) instanceof MongoConnection mongo) {
            connector = new MongoConnector(source, mongo).properties();
        } else {
            DebeziumConnector sql = DebeziumConnector.of(source);
            connector = sql.properties();
            hasHistory = sql.hasHistory();
        }
        comment(
                "For Debezium Server, from 3.0 on, as the collector of a pipeline whose source is of type external. It");
        comment("belongs into the folder config of Debezium Server. A ${NAME} is one of its environment variables.");
        section("Where changes go: the RDI database.", sink());
        section("Where it remembers how far it is.", storage(OFFSETS, "offset.RedisOffsetBackingStore"));
        section("What is captured.", prefixed(SOURCE, connector));
        if (hasHistory) {
            Map<String, String> history = storage(HISTORY, "history.RedisSchemaHistory");
            history.put(HISTORY + ".store.only.captured.tables.ddl", TRUE);
            section("Where it keeps the definitions of tables.", history);
        }
        section(
                "Larger batches than by default: an initial sync takes less than half the time.",
                prefixed(SOURCE, batches()));
        Map<String, String> advanced = prefixed(SOURCE, source.advanced().source());
        advanced.putAll(prefixed(SINK, source.advanced().sink()));
        advanced.putAll(prefixed("quarkus.", source.advanced().quarkus()));
        section("What config.yaml has under advanced; the later line of a name counts.", advanced);
        return text.toString();
    }

    private Map<String, String> sink() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(SINK + "type", "redis");
        properties.putAll(redis(SINK));
        properties.put(SINK + "redis.message.format", "extended");
        // Without the schema nothing tells a date from a number.
        properties.put("debezium.format.key.schemas.enable", TRUE);
        properties.put("debezium.format.value.schemas.enable", TRUE);
        properties.put("debezium.transforms", "AddPrefix");
        properties.put("debezium.transforms.AddPrefix.type", "org.apache.kafka.connect.transforms.RegexRouter");
        properties.put("debezium.transforms.AddPrefix.regex", ".*");
        properties.put("debezium.transforms.AddPrefix.replacement", "data:$0");
        return properties;
    }

    private Map<String, String> storage(String name, String implementation) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(name, STORAGE + implementation);
        properties.putAll(redis(name + '.'));
        return properties;
    }

    /** The password itself stays out of the file. */
    private Map<String, String> redis(String prefix) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(prefix + "redis.address", redis.host() + ':' + redis.port());
        if (!redis.user().isEmpty()) {
            properties.put(prefix + "redis.user", redis.user());
        }
        if (!redis.password().isEmpty()) {
            properties.put(prefix + "redis.password", "${RDI_REDIS_PASSWORD}");
        }
        if (redis.tls().enabled()) {
            properties.put(prefix + "redis.ssl.enabled", TRUE);
        }
        return properties;
    }

    private static Map<String, String> batches() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("max.batch.size", "8192");
        properties.put("max.queue.size", "32768");
        properties.put("max.queue.size.in.bytes", "67108864");
        properties.put("poll.interval.ms", "10");
        properties.put("snapshot.fetch.size", "10000");
        return properties;
    }

    private static Map<String, String> prefixed(String prefix, Settings settings) {
        return prefixed(prefix, settings.values());
    }

    private static Map<String, String> prefixed(String prefix, Map<String, String> properties) {
        Map<String, String> prefixed = new LinkedHashMap<>();
        properties.forEach((name, value) -> prefixed.put(prefix + name, value));
        return prefixed;
    }

    private void comment(String words) {
        text.append("# ").append(words).append('\n');
    }

    private void section(String words, Map<String, String> properties) {
        if (!properties.isEmpty()) {
            text.append('\n');
            comment(words);
            properties.forEach((name, value) ->
                    text.append(name).append('=').append(escaped(value)).append('\n'));
        }
    }

    /** As the format of properties wants it: a line each, backslashes doubled. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replaceAll("\\s*\\R\\s*", " ");
    }
}
