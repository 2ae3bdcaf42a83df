package dev.rdi.collector;

import dev.rdi.model.RdiException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a source before anything is read from it and says all that is in the way, and how to remove it. Changes
 * nothing.
 *
 * <p>Thread-safe.
 */
public final class Preflight {

    static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
    static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);

    private final SourceKind kind;

    public Preflight(SourceSettings settings) {
        this.kind = SourceKind.of(settings);
    }

    /**
     * Connects, and no more.
     *
     * @throws RdiException that names what is wrong: host, port, database, credentials, TLS
     */
    public void requireReachable() {
        try {
            kind.connect(CONNECT_PATIENCE, ANSWER_PATIENCE).close();
        } catch (SQLException e) {
            throw kind.explain(e).toException(e);
        }
    }

    /**
     * All findings, errors first.
     *
     * @param stored the offset from which reading would go on, if there is one
     */
    public List<Finding> check(Optional<SourceOffset> stored) {
        try (Connection connection = kind.connect(CONNECT_PATIENCE, ANSWER_PATIENCE)) {
            return kind.check(connection, stored);
        } catch (RdiException e) {
            return List.of(Finding.of(e));
        } catch (SQLException e) {
            return List.of(kind.explain(e));
        }
    }
}
