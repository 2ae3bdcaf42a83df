package dev.rdi.collector;

import dev.rdi.config.SourceConfig;
import dev.rdi.config.SqlConnection;
import dev.rdi.config.secret.Secret;
import dev.rdi.redis.tls.Tls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the collector needs to know about a PostgreSQL source.
 *
 * <p>Immutable. Holds the password: don't log its parts.
 *
 * @param server the logical name of the source, RDI's {@code server_name}
 * @param schemas the schemas to capture, all but the system's if empty
 * @param tables the tables to capture, all of the schemas if empty
 * @param advanced properties for Debezium, as they were written
 * @param slot the replication slot, see {@link SlotName}
 * @param publication the publication; by default called as the slot
 * @param textOfBitsAndIntervals whether bit strings and intervals are captured, as text, instead of dropped
 * @param tls certificates and keys, where the driver's own properties don't name them
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
        Map<String, String> advanced,
        String slot,
        String publication,
        boolean textOfBitsAndIntervals,
        Tls tls)
        implements SourceSettings {

    /** Settings without certificates. */
    public PostgresSettings(
            String host,
            int port,
            String database,
            String user,
            String password,
            String server,
            List<String> schemas,
            List<TableSettings> tables,
            Map<String, String> advanced,
            String slot,
            String publication,
            boolean textOfBitsAndIntervals) {
        this(
                host,
                port,
                database,
                user,
                password,
                server,
                schemas,
                tables,
                advanced,
                slot,
                publication,
                textOfBitsAndIntervals,
                Tls.NONE);
    }

    public PostgresSettings {
        schemas = List.copyOf(schemas);
        tables = List.copyOf(tables);
        advanced = Map.copyOf(advanced);
    }

    /**
     * The settings of a configured source.
     *
     * @param server the logical name of the source
     * @param installation the name of the installation
     * @param pipeline the name of the pipeline
     */
    public static PostgresSettings of(
            SourceConfig source, SqlConnection connection, String server, String installation, String pipeline) {
        Map<String, String> advanced = source.advanced().source().values();
        String slot = advanced.getOrDefault("slot.name", SlotName.of(installation, pipeline));
        return new PostgresSettings(
                connection.host().orElse(advanced.getOrDefault("database.hostname", "localhost")),
                connection.port(),
                connection.database().orElse(advanced.getOrDefault("database.dbname", "postgres")),
                connection.user().orElse(""),
                connection.password().map(Secret::reveal).orElse(""),
                server,
                source.schemas(),
                TableSettings.of(source),
                advanced,
                slot,
                advanced.getOrDefault("publication.name", slot),
                false,
                SourceTls.of(connection));
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public String namespace() {
        return database;
    }

    @Override
    public String place() {
        return host + ":" + port + "/" + database;
    }

    @Override
    public String changesFingerprint() {
        String text = String.join("\n", database, publication, schemas.toString(), tables.toString())
                + new TreeMap<>(advanced)
                + textOfBitsAndIntervals;
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    AdvancedProperties advancedProperties() {
        return new AdvancedProperties(advanced, SourceTls.properties(tls, advanced));
    }

    @Override
    public String toString() {
        return "PostgresSettings[" + user + "@" + place() + ", slot " + slot + "]";
    }
}
