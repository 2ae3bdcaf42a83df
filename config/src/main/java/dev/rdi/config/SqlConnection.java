package dev.rdi.config;

import dev.rdi.config.schema.Property;
import dev.rdi.config.schema.Variant;
import dev.rdi.config.secret.Secret;
import java.util.Optional;

/**
 * How to reach a SQL database.
 *
 * <p>The host is empty only where {@code advanced.source} names the server in its own way. Immutable.
 */
@Variant(
        value = {"postgresql", "mysql", "mariadb", "oracle", "sqlserver", "db2"},
        title = "SQL databases")
public record SqlConnection(
        @Property(value = "The database server's product.", example = "postgresql")
        DatabaseType type,

        @Property(value = "Host name or address of the server.", example = "db.example.com")
        Optional<String> host,

        @Property(
                name = "port",
                value = "Port of the server. Without it the usual port of the product: 5432 for PostgreSQL, 3306 for"
                        + " MySQL and MariaDB, 1521 for Oracle, 1433 for SQL Server, 50000 for Db2.",
                example = "5432",
                min = 1,
                max = 65535)
        Optional<Integer> configuredPort,

        @Property(
                value = "Name of the database. PostgreSQL, SQL Server and Db2 need it; for Oracle it is the container"
                        + " database.",
                example = "shop")
        Optional<String> database,

        @Property(
                value = "Name of the user. Without it the value of the secret `SOURCE_DB_USERNAME`.",
                example = "${SOURCE_DB_USERNAME}")
        Optional<String> user,

        @Property(
                value = "Password of the user. Without it the value of the secret `SOURCE_DB_PASSWORD`.",
                example = "${SOURCE_DB_PASSWORD}")
        Optional<Secret> password,

        @Property(
                value =
                        "Certificates of the authorities that the server's certificate is checked against: a PEM file or"
                                + " the text itself. It switches TLS on, with a check of the host name unless"
                                + " `database.sslmode` (MariaDB, MySQL: `database.ssl.mode`) under `advanced.source` says"
                                + " otherwise. Without it the value of the"
                                + " secret `SOURCE_DB_CACERT`. For PostgreSQL, MariaDB and MySQL.",
                example = "${SOURCE_DB_CACERT}")
        Optional<String> cacert,

        @Property(
                value = "Certificate of the client, for mutual TLS: a PEM file or the text itself. Needs `key`. Without"
                        + " it the value of the secret `SOURCE_DB_CERT`.",
                example = "${SOURCE_DB_CERT}")
        Optional<String> cert,

        @Property(
                value =
                        "Private key of the client, for mutual TLS: a PEM file or the text itself. Needs `cert`. Without"
                                + " it the value of the secret `SOURCE_DB_KEY`.",
                example = "${SOURCE_DB_KEY}")
        Optional<Secret> key,

        @Property(
                value = "Password of the private key, where it is encrypted. Without it the value of the secret"
                        + " `SOURCE_DB_KEY_PASSWORD`.",
                example = "${SOURCE_DB_KEY_PASSWORD}")
        Optional<Secret> keyPassword)
        implements Connection {

    /** The port, which is that of the product where none is configured. */
    public int port() {
        return configuredPort.orElse(type.defaultPort());
    }
}
