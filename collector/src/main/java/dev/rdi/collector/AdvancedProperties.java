package dev.rdi.collector;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the user passes to Debezium, sorted by what becomes of it: most properties win over our defaults; some mean
 * something to the collector itself; some have no meaning here and are ignored; and those on which the collector's
 * guarantees rest are refused by name.
 *
 * <p>Immutable.
 */
record AdvancedProperties(Map<String, String> given, Map<String, String> tls) {

    private static final String SSL = "database.ssl";
    private static final String DRIVER = "driver.";
    private static final String SNAPSHOT_ENGINE = "snapshot.engine";

    /** What a pipeline written for a separate Debezium Server may say, and what has no meaning here. */
    private static final Set<String> IGNORED = Set.of(
            "connector.class",
            "database.dbname",
            "database.hostname",
            "database.password",
            "database.port",
            "database.user",
            "errors.max.retries",
            "extended.headers.enabled",
            "name",
            "plugin.name",
            "poll.interval.ms",
            "provide.transaction.metadata",
            "publication.autocreate.mode",
            "publication.name",
            "record.processing.order",
            "record.processing.shutdown.timeout.ms",
            "record.processing.threads",
            "record.processing.with.serial.consumer",
            "slot.name",
            "snapshot.engine",
            "snapshot.mode",
            "sourceinfo.struct.maker",
            "tasks.max",
            "tombstones.on.delete",
            "topic.naming.strategy",
            "topic.prefix");

    private static final Map<String, String> REFUSED = refusals();

    private static Map<String, String> refusals() {
        Map<String, String> reasons = new HashMap<>();
        reasons.put("flush.lsn.source", "the collector confirms what it has delivered");
        reasons.put("lsn.flush.mode", "the collector confirms what it has delivered");
        reasons.put("offset.mismatch.strategy", "the stored offset decides");
        reasons.put("slot.seek.to.known.offset.on.start", "the stored offset decides");
        reasons.put("slot.drop.on.stop", "without its slot a restart loses changes");
        reasons.put("slot.stream.params", "unfinished transactions can't be streamed");
        return reasons;
    }

    AdvancedProperties {
        given = Map.copyOf(given);
        tls = Map.copyOf(tls);
    }

    /** What Debezium gets. */
    Map<String, String> forDebezium() {
        Map<String, String> properties = new HashMap<>(given);
        properties.keySet().removeAll(IGNORED);
        properties.putAll(tls);
        return properties;
    }

    /** What the PostgreSQL driver gets: TLS settings in Debezium's spelling, and its own properties. */
    Map<String, String> forDriver() {
        Map<String, String> properties = new HashMap<>();
        forDebezium().forEach((name, value) -> {
            if (name.startsWith(SSL)) {
                properties.put(name.substring("database.".length()), value);
            } else if (name.startsWith(DRIVER)) {
                properties.put(name.substring(DRIVER.length()), value);
            }
        });
        return properties;
    }

    String get(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    /** The properties that can't be set, with the reason, in alphabetical order. */
    Map<String, String> refused() {
        Map<String, String> refused = new TreeMap<>();
        for (String name : given.keySet()) {
            if (REFUSED.containsKey(name)) {
                refused.put(name, REFUSED.getOrDefault(name, ""));
            } else if (name.startsWith("transforms") || name.startsWith("predicates")) {
                refused.put(name, "write a job instead");
            } else if (name.startsWith("offset.storage")) {
                refused.put(name, "offsets are kept in the RDI database");
            }
        }
        String engine = get(SNAPSHOT_ENGINE, "copy");
        if (!Set.of("copy", "debezium").contains(engine)) {
            refused.put(SNAPSHOT_ENGINE, "copy and debezium are the engines there are, not " + engine);
        }
        String mode = snapshotMode();
        if (!mode.equals("initial") && !isWithoutSnapshot()) {
            refused.put("snapshot.mode", "initial and no_data are the modes there are, not " + mode);
        }
        return refused;
    }

    private String snapshotMode() {
        return get("snapshot.mode", "initial");
    }

    /** Whether the initial sync reads by COPY, rather than by Debezium alone. */
    boolean copiesSnapshot() {
        return get(SNAPSHOT_ENGINE, "copy").equals("copy");
    }

    /** Whether there is to be no initial sync. */
    boolean isWithoutSnapshot() {
        return Set.of("no_data", "never", "schema_only").contains(snapshotMode());
    }

    /** Whether the publication is somebody else's affair. */
    boolean isPublicationGiven() {
        return get("publication.autocreate.mode", "filtered").equals("disabled");
    }
}
