package dev.rdi.cli.scaffold;

import dev.rdi.config.Connection;
import dev.rdi.config.DatabaseType;
import dev.rdi.config.SourceConfig;
import dev.rdi.config.SqlConnection;
import dev.rdi.config.secret.Secret;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The settings of Debezium's connector for a source, by their names without a prefix.
 *
 * <p>Immutable.
 */
final class DebeziumConnector {

    static final String USER = "${SOURCE_DB_USERNAME}";
    static final String PASSWORD = "${SOURCE_DB_PASSWORD}";

    /** MySQL's replicas have numbers of 32 bits, of which small ones are likely to be taken. */
    private static final int SERVER_IDS = 1 << 30;

    private final SourceConfig source;
    private final SqlConnection connection;

    private DebeziumConnector(SourceConfig source, SqlConnection connection) {
        this.source = source;
        this.connection = connection;
    }

    /**
     * The connector for a source.
     *
     * @throws RdiException CONFIG if there is none
     */
    static DebeziumConnector of(SourceConfig source) {
        Connection connection = source.connection()
                .orElseThrow(() -> none("the source has no connection", "add it, as if the source were of type cdc"));
        if (connection instanceof SqlConnection sql) {
            return new DebeziumConnector(source, sql);
        }
        throw none(
                "Debezium Server doesn't read this kind of database",
                "let a program of your own write its changes, for a source of type external");
    }

    private static RdiException none(String what, String cure) {
        return new RdiException(ErrorKind.CONFIG, "cli.scaffold", what, cure);
    }

    /** Whether it keeps a history of the definitions of tables. */
    boolean hasHistory() {
        return connection.type() != DatabaseType.POSTGRESQL;
    }

    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        addServer(properties, connection);
        addProduct(properties, connection);
        properties.put("topic.prefix", "rdi");
        properties.put("skipped.operations", "none");
        properties.put("tombstones.on.delete", "false");
        properties.put("heartbeat.interval.ms", "10000");
        // Under a name that the pipeline reads, too; else nobody would trim them.
        properties.put("topic.heartbeat.prefix", "rdi.heartbeat");
        properties.putAll(new CapturedLists(source, connection).properties());
        return properties;
    }

    private static void addServer(Map<String, String> properties, SqlConnection sql) {
        properties.put("connector.class", "io.debezium.connector." + connector(sql.type()));
        sql.host().ifPresent(host -> properties.put("database.hostname", host));
        properties.put("database.port", Integer.toString(sql.port()));
        properties.put("database.user", sql.user().orElse(USER));
        properties.put("database.password", sql.password().map(Secret::reveal).orElse(PASSWORD));
    }

    private static String connector(DatabaseType type) {
        return switch (type) {
            case DB2 -> "db2.Db2Connector";
            case MARIADB -> "mariadb.MariaDbConnector";
            case MYSQL -> "mysql.MySqlConnector";
            case ORACLE -> "oracle.OracleConnector";
            case POSTGRESQL -> "postgresql.PostgresConnector";
            case SQLSERVER -> "sqlserver.SqlServerConnector";
        };
    }

    private static void addProduct(Map<String, String> properties, SqlConnection sql) {
        switch (sql.type()) {
            case POSTGRESQL -> addPostgres(properties, sql);
            case MYSQL, MARIADB -> {
                properties.put("database.server.id", Integer.toString(serverId(sql)));
                properties.put("include.schema.changes", "false");
                if (sql.cacert().isPresent()) {
                    properties.put(
                            "database.ssl.mode", sql.type() == DatabaseType.MYSQL ? "verify_identity" : "verify-full");
                }
            }
            case SQLSERVER -> addWithTextOfDecimals(properties, sql, "database.names");
            case DB2, ORACLE -> addWithTextOfDecimals(properties, sql, "database.dbname");
        }
    }

    /** Text has every digit; in Debezium's own form the type of a number of Oracle's depends on how many it has. */
    private static void addWithTextOfDecimals(Map<String, String> properties, SqlConnection sql, String database) {
        sql.database().ifPresent(name -> properties.put(database, name));
        properties.put("include.schema.changes", "false");
        properties.put("decimal.handling.mode", "string");
    }

    private static void addPostgres(Map<String, String> properties, SqlConnection sql) {
        sql.database().ifPresent(name -> properties.put("database.dbname", name));
        properties.put("plugin.name", "pgoutput");
        properties.put("slot.name", "rdi_debezium_server");
        properties.put("publication.name", "rdi_debezium_server");
        properties.put("publication.autocreate.mode", "filtered");
        sql.cacert().ifPresent(file -> {
            properties.put("database.sslmode", "verify-full");
            properties.put("database.sslrootcert", file);
        });
        sql.cert().ifPresent(file -> properties.put("database.sslcert", file));
        sql.key().ifPresent(file -> properties.put("database.sslkey", file.reveal()));
    }

    /** The same for the same server each time. */
    private static int serverId(SqlConnection sql) {
        CRC32 hash = new CRC32();
        hash.update(("debezium-server " + sql.host().orElse("") + ':' + sql.port()).getBytes(StandardCharsets.UTF_8));
        return (int) (SERVER_IDS + hash.getValue() % SERVER_IDS);
    }
}
