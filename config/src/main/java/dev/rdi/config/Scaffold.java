package dev.rdi.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The files to begin a pipeline with, for each kind of database.
 *
 * <p>Immutable.
 */
public enum Scaffold {
    DB2("ORDERS", "ID", "STATUS"),
    MARIADB("orders", "id", "status"),
    MONGODB("orders", "_id", "status"),
    MYSQL("orders", "id", "status"),
    ORACLE("ORDERS", "ID", "STATUS"),
    POSTGRESQL("orders", "id", "status"),
    SNOWFLAKE("ORDERS", "ID", "STATUS"),
    SPANNER("orders", "id", "status"),
    SQLSERVER("orders", "id", "status");

    private final String table;
    private final String id;
    private final String status;

    Scaffold(String table, String id, String status) {
        this.table = table;
        this.id = id;
        this.status = status;
    }

    /** The contents of {@code config.yaml}. */
    public String config() {
        return resource("config").replace("{source}", resource(toString()));
    }

    /** The contents of an example job. */
    public String job() {
        return resource("job").replace("{table}", table).replace("{id}", id).replace("{status}", status);
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String resource(String name) {
        try (InputStream in = Scaffold.class.getResourceAsStream("scaffold/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("no scaffold for " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
