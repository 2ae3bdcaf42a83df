package dev.rdi.collector;

import dev.rdi.model.RdiException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers questions about a source without a running pipeline: can it be reached, what does it hold, could it be
 * captured. It changes nothing, opens a connection for each question and gives up after a few seconds.
 *
 * <p>Whatever can't be answered is an {@link RdiException} that names what is wrong: {@code source.host}, {@code
 * source.port}, {@code source.database}, {@code source.credentials}, {@code source.tls} and those of a server that comes
 * and goes.
 *
 * <p>Thread-safe.
 */
public final class SourceInspector {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);

    /** What concerns the names in the configuration; everything else concerns the capturing. */
    private static final Set<String> NAMES =
            Set.of("source.table-missing", "source.table-ambiguous", "source.column-missing", "source.no-tables");

    private final SourceKind kind;

    public SourceInspector(SourceSettings settings) {
        this.kind = SourceKind.of(settings);
    }

    /** Connects, logs in, and no more. */
    public void requireReachable() {
        ask(connection -> SourceDatabase.text(connection, "SELECT 1"));
    }

    /** The databases of the server that the user may connect to, in alphabetical order. */
    public List<String> databases() {
        return ask(kind::databases);
    }

    /** The schemas, or databases where there are none, that the user may use, but for the system's, in alphabetical order. */
    public List<String> schemas() {
        return ask(kind::schemas);
    }

    /** The names of the tables of a schema, partitioned ones by their root, in alphabetical order. */
    public List<String> tables(String schema) {
        return ask(connection -> kind.tables(connection).stream()
                .filter(table -> table.schema().equals(schema))
                .map(CapturedTable::name)
                .toList());
    }

    /**
     * The tables of a schema by name, in alphabetical order.
     *
     * @param names those that are asked for, all if empty; those that don't exist are left out
     */
    public Map<String, SourceTable> describe(String schema, Collection<String> names) {
        return ask(connection -> kind.describe(connection, schema, names));
    }

    /** The tables and columns that the configuration names and the source doesn't have, with the nearest names. */
    public List<Finding> checkTables() {
        return findings().stream()
                .filter(finding -> NAMES.contains(finding.code()))
                .toList();
    }

    /**
     * What is in the way of capturing the configured tables: the server's settings, slots, rights, replica identities.
     * Errors come first. A source that can't be reached is one of them.
     */
    public List<Finding> checkCapture() {
        try {
            return findings().stream()
                    .filter(finding -> !NAMES.contains(finding.code()))
                    .toList();
        } catch (RdiException e) {
            return List.of(Finding.of(e));
        }
    }

    private List<Finding> findings() {
        return ask(connection -> kind.check(connection, Optional.empty()));
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = kind.connect(CONNECT_PATIENCE, ANSWER_PATIENCE)) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw kind.explain(e).toException(e);
        }
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }
}
