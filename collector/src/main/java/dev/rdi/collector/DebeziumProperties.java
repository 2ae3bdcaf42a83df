package dev.rdi.collector;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns settings into Debezium's configuration. A property that the user passes wins over our default, except for
 * what {@link AdvancedProperties} keeps from Debezium.
 *
 * <p>Immutable.
 */
final class DebeziumProperties {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

    private static final long FETCHED_BYTES = 16 << 20;
    private static final long MOST_FETCHED_ROWS = 500;

    private final PostgresSettings settings;
    private final Collection<CapturedTable> tables;
    private final ServerFacts server;

    DebeziumProperties(PostgresSettings settings, Collection<CapturedTable> tables, ServerFacts server) {
        this.settings = settings;
        this.tables = List.copyOf(tables);
        this.server = server;
    }

    /**
     * For reading the tables once, without streaming.
     *
     * @param rowBytes about how large the largest rows are
     */
    Map<String, String> forSnapshot(long rowBytes) {
        Map<String, String> properties = common();
        properties.putIfAbsent("snapshot.fetch.size", Long.toString(fetchSize(rowBytes)));
        properties.put("snapshot.mode", "initial_only");
        // The slot exists already and isn't used here. Under its true name Debezium would take an existing slot for a
        // reason not to open a repeatable-read transaction.
        properties.put("slot.name", "rdi_none");
        // The only heartbeat of this run is the one that ends it.
        properties.put("heartbeat.interval.ms", "2147483647");
        properties.remove("heartbeat.action.query");
        return properties;
    }

    /** The driver holds all rows of a fetch at once; so the more of them, the more garbage survives its collection. */
    static long fetchSize(long rowBytes) {
        return Math.max(1, Math.min(MOST_FETCHED_ROWS, FETCHED_BYTES / Math.max(1, rowBytes)));
    }

    /** For streaming from a known position. */
    Map<String, String> forStreaming() {
        Map<String, String> properties = common();
        properties.put("snapshot.mode", "no_data");
        return properties;
    }

    private Map<String, String> common() {
        Map<String, String> properties = defaults();
        properties.putAll(settings.advancedProperties().forDebezium());
        properties.putAll(owned());
        addConverter(properties);
        return properties;
    }

    // The user's converters come first; ours knows the default time.precision.mode only.
    private static void addConverter(Map<String, String> properties) {
        if (properties.getOrDefault("time.precision.mode", "").equals("adaptive")) {
            properties.merge("converters", "rditime", (given, ours) -> given + "," + ours);
            properties.put("rditime.type", TemporalConverter.class.getName());
        }
    }

    private Map<String, String> defaults() {
        Map<String, String> properties = new HashMap<>();
        properties.put("binary.handling.mode", "bytes");
        properties.put("datatype.propagate.source.type", "(?i).*\\.(?:numeric|money|hstore|name)");
        properties.put("decimal.handling.mode", "string");
        properties.put("executor.shutdown.timeout.ms", "500");
        properties.put("heartbeat.interval.ms", "10000");
        server.heartbeatStatement().ifPresent(sql -> properties.put("heartbeat.action.query", sql));
        properties.put("hstore.handling.mode", "json");
        properties.put("interval.handling.mode", "string");
        properties.put("max.batch.size", "1024");
        properties.put("max.queue.size", "4096");
        // What waits survives collections of garbage, which cost in proportion: four batches keep both threads busy.
        properties.put("max.queue.size.in.bytes", Integer.toString(4 * 1024 * 1024));
        properties.put("skipped.operations", "none");
        properties.put("snapshot.isolation.mode", "repeatable_read");
        // A lost connection is noticed when the status is sent.
        properties.put("status.update.interval.ms", "2000");
        properties.put("time.precision.mode", "adaptive");
        properties.put("xmin.fetch.interval.ms", "0");
        return properties;
    }

    private Map<String, String> owned() {
        Map<String, String> properties = new HashMap<>();
        properties.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        properties.put("database.dbname", settings.database());
        properties.put("database.hostname", settings.host());
        properties.put("database.password", settings.password());
        properties.put("database.port", Integer.toString(settings.port()));
        properties.put("database.user", settings.user());
        properties.put("extended.headers.enabled", "false");
        // Failures end the run; the collector decides what comes next.
        properties.put("errors.max.retries", "0");
        properties.put("name", settings.server());
        properties.put("offset.mismatch.strategy", "trust_offset");
        properties.put("plugin.name", "pgoutput");
        properties.put("poll.interval.ms", "1");
        properties.put("provide.transaction.metadata", "false");
        properties.put("publication.autocreate.mode", "disabled");
        properties.put("publication.name", settings.publication());
        properties.put("slot.max.retries", "0");
        properties.put("slot.name", settings.slot());
        properties.put("sourceinfo.struct.maker", NoSourceInfo.class.getName());
        properties.put("tombstones.on.delete", "false");
        properties.put("topic.naming.strategy", TableTopic.class.getName());
        // Debezium registers JMX beans under this name, one set in a JVM, and waits for a minute while it is taken:
        // by another pipeline, or by a run that couldn't end in good order.
        properties.put("topic.prefix", "rdi-" + UUID.randomUUID());
        properties.putAll(selection(tables));
        return properties;
    }

    /** Which tables and columns are captured, and by which columns their rows are known. */
    static Map<String, String> selection(Collection<CapturedTable> tables) {
        Map<String, String> properties = new HashMap<>();
        properties.put("table.include.list", join(tables, table -> "(?-i)" + pattern(table)));
        if (tables.stream().anyMatch(table -> !table.settings().columns().isEmpty())) {
            properties.put("column.include.list", join(tables, DebeziumProperties::columnPatterns));
        }
        List<CapturedTable> keyed = tables.stream()
                .filter(table -> !table.settings().keys().isEmpty())
                .toList();
        if (!keyed.isEmpty()) {
            properties.put(
                    "message.key.columns",
                    keyed.stream().map(DebeziumProperties::keyPattern).collect(Collectors.joining(";")));
        }
        List<CapturedTable> overridden = tables.stream()
                .filter(table -> !table.settings().snapshotSql().isEmpty())
                .toList();
        if (!overridden.isEmpty()) {
            properties.put(
                    "snapshot.select.statement.overrides",
                    overridden.stream().map(CapturedTable::qualifiedName).collect(Collectors.joining(",")));
            overridden.forEach(table -> properties.put(
                    "snapshot.select.statement.overrides." + table.qualifiedName(),
                    SnapshotSql.clean(table.settings().snapshotSql())));
        }
        return properties;
    }

    private static String join(Collection<CapturedTable> tables, Function<CapturedTable, String> part) {
        return tables.stream().map(part).collect(Collectors.joining(","));
    }

    private static String columnPatterns(CapturedTable table) {
        if (table.settings().columns().isEmpty()) {
            return "(?-i)" + pattern(table) + "\\..*";
        }
        // Key columns are captured whether they are named or not: without them no row can be told from another.
        Set<String> columns = new TreeSet<>(table.settings().columns());
        columns.addAll(table.keyColumns());
        return columns.stream()
                .map(column -> "(?-i)" + pattern(table) + "\\." + quote(column))
                .collect(Collectors.joining(","));
    }

    private static String keyPattern(CapturedTable table) {
        return "(?-i)" + pattern(table) + ":"
                + table.settings().keys().stream()
                        .map(DebeziumProperties::quote)
                        .collect(Collectors.joining(","));
    }

    private static String pattern(CapturedTable table) {
        return quote(table.schema()) + "\\." + quote(table.name());
    }

    /**
     * A regular expression that matches exactly the name. Everything but letters and digits is written as a code
     * point, because Debezium cuts its lists at commas, semicolons and colons before it looks at patterns.
     */
    static String quote(String name) {
        StringBuilder pattern = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (PLAIN.indexOf(c) >= 0) {
                pattern.appendCodePoint(c);
            } else {
                pattern.append("\\x{").append(Integer.toHexString(c)).append('}');
            }
        });
        return pattern.toString();
    }
}
