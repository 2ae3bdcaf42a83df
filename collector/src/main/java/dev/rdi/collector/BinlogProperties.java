package dev.rdi.collector;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Turns settings into Debezium's configuration for MariaDB and MySQL. A property that the user passes wins over our
 * default, except for what {@link BinlogAdvanced} keeps from Debezium.
 *
 * <p>Immutable.
 */
final class BinlogProperties {

    /** The server says that often that it is there, so that a lost connection is noticed. */
    private static final String SIGN_OF_LIFE_MILLIS = "5000";

    private static final String SKIP_UNREADABLE = "schema.history.internal.skip.unparseable.ddl";

    private final MySqlSettings settings;
    private final List<CapturedTable> tables;
    private final BinlogTls tls;

    BinlogProperties(MySqlSettings settings, Collection<CapturedTable> tables, BinlogTls tls) {
        this.settings = settings;
        this.tables = List.copyOf(tables);
        this.tls = tls;
    }

    /**
     * For finding out where the log ends and how the tables look there.
     *
     * @param history where that is kept
     */
    Map<String, String> forBeginning(String history) {
        Map<String, String> properties = common(history);
        properties.put("snapshot.mode", "no_data");
        // Tables that nobody captures may be of types that nobody knows; the captured ones are looked for afterwards.
        properties.put(SKIP_UNREADABLE, "true");
        return properties;
    }

    /** For reading the tables once, without streaming; no lock is taken, because the stream begins before. */
    Map<String, String> forSnapshot(String history) {
        Map<String, String> properties = common(history);
        properties.put("snapshot.mode", "initial_only");
        properties.put("snapshot.locking.mode", "none");
        properties.put(SKIP_UNREADABLE, "true");
        // The only heartbeat of this run is the one that ends it.
        properties.put("heartbeat.interval.ms", "2147483647");
        properties.remove("heartbeat.action.query");
        return properties;
    }

    /** For streaming from a known position. */
    Map<String, String> forStreaming(String history) {
        Map<String, String> properties = common(history);
        properties.put("snapshot.mode", "no_data");
        return properties;
    }

    private Map<String, String> common(String history) {
        Map<String, String> properties = defaults();
        properties.putAll(settings.advancedProperties().forDebezium());
        properties.putAll(owned());
        properties.putAll(tls.forDebezium());
        properties.put("schema.history.internal", KeptSchemaHistory.class.getName());
        properties.put(KeptSchemaHistory.ID, history);
        return properties;
    }

    private Map<String, String> defaults() {
        Map<String, String> properties = new HashMap<>();
        properties.put("bigint.unsigned.handling.mode", "precise");
        properties.put("binary.handling.mode", "bytes");
        properties.put("connect.timeout.ms", "10000");
        properties.put("datatype.propagate.source.type", "(?i).*\\.(?:decimal|numeric|dec|fixed|bigint.*)(?: .*)?");
        properties.put("decimal.handling.mode", "string");
        properties.put("enable.time.adjuster", "false");
        properties.put("executor.shutdown.timeout.ms", "500");
        properties.put("heartbeat.interval.ms", "10000");
        properties.put("max.batch.size", "1024");
        properties.put("max.queue.size", "4096");
        // What waits survives collections of garbage, which cost in proportion: four batches keep both threads busy.
        properties.put("max.queue.size.in.bytes", Integer.toString(4 * 1024 * 1024));
        properties.put("schema.history.internal.store.only.captured.databases.ddl", "true");
        properties.put("skipped.operations", "none");
        properties.put("snapshot.fetch.size", "500");
        properties.put("snapshot.locking.mode", "minimal");
        properties.put("time.precision.mode", "adaptive_time_microseconds");
        return properties;
    }

    private Map<String, String> owned() {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                "connector.class",
                settings.isMariaDb()
                        ? "io.debezium.connector.mariadb.MariaDbConnector"
                        : "io.debezium.connector.mysql.MySqlConnector");
        // A new connection in the middle of a run would repeat changes and count them twice; the collector makes one.
        properties.put("connect.keep.alive", "false");
        properties.put("connect.keep.alive.interval.ms", SIGN_OF_LIFE_MILLIS);
        properties.put("database.hostname", settings.host());
        properties.put("database.password", settings.password());
        properties.put("database.port", Integer.toString(settings.port()));
        properties.put(MySqlSettings.SERVER_ID, Long.toString(settings.serverId()));
        properties.put("database.user", settings.user());
        properties.put("extended.headers.enabled", "false");
        // Failures end the run; the collector decides what comes next.
        properties.put("errors.max.retries", "0");
        properties.put("include.schema.changes", "false");
        // The collector has looked already, and knows of servers that took over.
        properties.put("log.position.check.enable", "false");
        properties.put("name", settings.server());
        properties.put("poll.interval.ms", "1");
        properties.put("provide.transaction.metadata", "false");
        // How every table of the databases looks is kept, so that one that is added later is known from the beginning.
        properties.put("schema.history.internal.store.only.captured.tables.ddl", "false");
        properties.put("sourceinfo.struct.maker", NoSourceInfo.class.getName());
        properties.put("tombstones.on.delete", "false");
        properties.put("topic.naming.strategy", TableTopic.class.getName());
        // Debezium registers JMX beans under this name, one set in a JVM.
        properties.put("topic.prefix", "rdi-" + UUID.randomUUID());
        properties.put("database.include.list", databases());
        properties.putAll(DebeziumProperties.selection(tables));
        return properties;
    }

    private String databases() {
        return tables.stream().map(CapturedTable::schema).collect(Collectors.toCollection(TreeSet::new)).stream()
                .map(name -> "(?-i)" + DebeziumProperties.quote(name))
                .collect(Collectors.joining(","));
    }
}
