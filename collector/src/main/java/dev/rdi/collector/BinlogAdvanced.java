package dev.rdi.collector;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the user passes to Debezium for MariaDB and MySQL, sorted by what becomes of it, as {@link AdvancedProperties}
 * does for PostgreSQL.
 *
 * <p>Immutable.
 */
record BinlogAdvanced(Map<String, String> given) {

    /** What a pipeline written for a separate Debezium Server may say, and what has no meaning here. */
    private static final Set<String> IGNORED = Set.of(
            "connect.keep.alive",
            "connect.keep.alive.interval.ms",
            "connector.class",
            "database.hostname",
            "database.password",
            "database.port",
            MySqlSettings.SERVER_ID,
            "database.user",
            "errors.max.retries",
            "extended.headers.enabled",
            "include.schema.changes",
            "log.position.check.enable",
            "name",
            "poll.interval.ms",
            "provide.transaction.metadata",
            "record.processing.order",
            "record.processing.shutdown.timeout.ms",
            "record.processing.threads",
            "record.processing.with.serial.consumer",
            "schema.history.internal",
            "snapshot.mode",
            "sourceinfo.struct.maker",
            "tasks.max",
            "tombstones.on.delete",
            "topic.naming.strategy",
            "topic.prefix");

    private static final String HISTORY = "schema.history.internal.";
    private static final Set<String> HISTORY_OF_OURS =
            Set.of("skip.unparseable.ddl", "ddl.filter", "store.only.captured.databases.ddl");
    private static final Set<String> WITHOUT_SNAPSHOT = Set.of("no_data", "never", "schema_only");

    BinlogAdvanced {
        given = Map.copyOf(given);
    }

    /** What Debezium gets. */
    Map<String, String> forDebezium() {
        Map<String, String> properties = new HashMap<>(given);
        properties.keySet().removeAll(IGNORED);
        properties.keySet().removeIf(BinlogAdvanced::isOfAnotherHistory);
        return properties;
    }

    private static boolean isOfAnotherHistory(String name) {
        return name.startsWith(HISTORY) && !HISTORY_OF_OURS.contains(name.substring(HISTORY.length()));
    }

    String get(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    /** The properties that can't be set, with the reason, in alphabetical order. */
    Map<String, String> refused() {
        Map<String, String> refused = new TreeMap<>();
        for (String name : given.keySet()) {
            if (name.startsWith("transforms") || name.startsWith("predicates")) {
                refused.put(name, "write a job instead");
            } else if (name.startsWith("offset.storage")) {
                refused.put(name, "offsets are kept in the RDI database");
            }
        }
        String mode = get("snapshot.mode", "initial");
        if (!mode.equals("initial") && !isWithoutSnapshot()) {
            refused.put("snapshot.mode", "initial and no_data are the modes there are, not " + mode);
        }
        return refused;
    }

    /** Whether there is to be no initial sync. */
    boolean isWithoutSnapshot() {
        return WITHOUT_SNAPSHOT.contains(get("snapshot.mode", "initial"));
    }
}
