package dev.rdi.collector;

import dev.rdi.config.DatabaseType;
import dev.rdi.config.SourceConfig;
import dev.rdi.config.SqlConnection;
import dev.rdi.config.secret.Secret;
import dev.rdi.redis.tls.Tls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * What the collector needs to know about a MariaDB or MySQL source.
 *
 * <p>Immutable. Holds the password: don't log its parts.
 *
 * @param isMariaDb whether it is MariaDB, not MySQL
 * @param server the logical name of the source, RDI's {@code server_name}
 * @param schemas the databases to capture, all but the system's if empty
 * @param tables the tables to capture, all of the databases if empty
 * @param advanced properties for Debezium, as they were written
 * @param serverId the number under which the collector reads the log, as a replica of its own
 * @param textOfBitsAndIntervals whether bit strings are captured, as text, instead of dropped
 * @param tls certificates and keys
 */
public record MySqlSettings(
        boolean isMariaDb,
        String host,
        int port,
        String user,
        String password,
        String server,
        List<String> schemas,
        List<TableSettings> tables,
        Map<String, String> advanced,
        long serverId,
        boolean textOfBitsAndIntervals,
        Tls tls)
        implements SourceSettings {

    static final String SERVER_ID = "database.server.id";

    private static final long FIRST_SERVER_ID = 1_000_000_000L;
    private static final long SERVER_IDS = 1_000_000_000L;

    public MySqlSettings {
        schemas = List.copyOf(schemas);
        tables = List.copyOf(tables);
        advanced = Map.copyOf(advanced);
    }

    static MySqlSettings of(
            SourceConfig source, SqlConnection connection, String server, String installation, String pipeline) {
        Map<String, String> advanced = source.advanced().source().values();
        List<String> databases = source.databases().isEmpty()
                ? connection.database().map(List::of).orElse(List.of())
                : source.databases();
        return new MySqlSettings(
                connection.type() == DatabaseType.MARIADB,
                connection.host().orElse(advanced.getOrDefault("database.hostname", "localhost")),
                connection.port(),
                connection.user().orElse(""),
                connection.password().map(Secret::reveal).orElse(""),
                server,
                databases,
                TableSettings.of(source),
                advanced,
                serverId(advanced.getOrDefault(SERVER_ID, ""), installation, pipeline),
                false,
                SourceTls.of(connection));
    }

    /** Always the same for a pipeline, and hardly ever that of another one or of a real replica. */
    static long serverId(String given, String installation, String pipeline) {
        if (given.matches("\\d{1,10}")) {
            return Long.parseLong(given);
        }
        CRC32 sum = new CRC32();
        sum.update((installation + "\0" + pipeline).getBytes(StandardCharsets.UTF_8));
        return FIRST_SERVER_ID + sum.getValue() % SERVER_IDS;
    }

    @Override
    public String product() {
        return isMariaDb ? "MariaDB" : "MySQL";
    }

    @Override
    public String namespace() {
        return String.join(",", schemas);
    }

    @Override
    public String place() {
        return host + ":" + port;
    }

    @Override
    public String changesFingerprint() {
        String text = schemas + "\n" + tables + "\n" + new TreeMap<>(advanced) + textOfBitsAndIntervals;
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    BinlogAdvanced advancedProperties() {
        return new BinlogAdvanced(advanced);
    }

    @Override
    public String toString() {
        return "MySqlSettings[" + user + "@" + place() + ", server id " + serverId + "]";
    }
}
