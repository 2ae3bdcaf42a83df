package dev.rdi.collector;

import java.util.List;
import java.util.Map;

/**
 * What the collector needs to know about a PostgreSQL source.
 *
 * <p>Immutable. Holds the password: don't log it.
 *
 * @param server the logical name of the source, RDI's {@code server_name}
 * @param schemas the schemas to capture, all but the system's if empty
 * @param tables the tables to capture, all of the schemas if empty
 * @param driver properties of the PostgreSQL driver, for instance {@code sslmode} and {@code sslrootcert}
 * @param advanced properties passed to Debezium as they are
 * @param slot the replication slot, see {@link SlotName}
 * @param publication the publication; by default as the slot
 * @param textOfBitsAndIntervals whether bit strings and intervals are captured, as text, instead of dropped
 */
public record PostgresSettings(
        String host,
        int port,
        String database,
        String user,
        String password,
        String server,
        List<String> schemas,
        List<TableSettings> tables,
        Map<String, String> driver,
        Map<String, String> advanced,
        String slot,
        String publication,
        boolean textOfBitsAndIntervals) {

    public PostgresSettings {
        schemas = List.copyOf(schemas);
        tables = List.copyOf(tables);
        driver = Map.copyOf(driver);
        advanced = Map.copyOf(advanced);
    }

    String place() {
        return host + ":" + port + "/" + database;
    }

    @Override
    public String toString() {
        return "PostgresSettings[" + user + "@" + place() + ", slot " + slot + "]";
    }
}
