package dev.rdi.e2e.torture;

import dev.rdi.e2e.Store;
import dev.rdi.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The servers around a pipeline, as those see them who look whether all is well. Thread-safe. */
interface Site {

    String DATABASE = "shop";
    String TARGET = "target";

    PostgresServer source();

    /** What the RDI database holds. */
    Store rdiStore();

    /** What the target holds. */
    Store targetStore();

    /** The RDI database's address for the pipeline. */
    String rdiUrl();

    /** Whether masters may fail over: then what a replica didn't have yet is appended a second time. */
    default boolean mayRepeat() {
        return false;
    }

    /** Runs SQL in the source; several statements in one text are one transaction. */
    default void sql(String... statements) {
        try (Connection connection = source().connection(DATABASE);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first value that a query returns. */
    default Optional<String> query(String sql) {
        try (Connection connection = source().connection(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
