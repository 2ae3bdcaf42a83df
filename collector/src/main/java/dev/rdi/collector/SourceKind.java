package dev.rdi.collector;

import dev.rdi.collector.SourceWatch.Lag;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What differs between the kinds of databases that are read: all that is asked about a source goes through one of these.
 *
 * <p>Thread-safe; what it makes isn't.
 */
interface SourceKind {

    static SourceKind of(SourceSettings settings) {
        return settings instanceof MySqlSettings mysql
                ? new MySqlKind(mysql)
                : new PostgresKind((PostgresSettings) settings);
    }

    /** What a reader of the source works with. */
    record Surroundings(
            ChangeSink sink,
            OffsetStore offsets,
            CaptureStore captures,
            SchemaHistoryStore history,
            Resets resets,
            StopSignal stop,
            Health health) {}

    SourceReader reader(Surroundings surroundings);

    /** Opens a connection; who opens closes. */
    Connection connect(Duration connectPatience, Duration answerPatience);

    /** What a failed connection or statement means. */
    Finding explain(SQLException failure);

    /** What a failed run means, where that is neither the connection nor something that passes. */
    default Optional<Finding> recognize(Exception failure) {
        return Optional.empty();
    }

    /** All that is in the way of capturing, errors first. */
    List<Finding> check(Connection connection, Optional<SourceOffset> stored) throws SQLException;

    /** The databases that the user may use. */
    List<String> databases(Connection connection) throws SQLException;

    /** What tables lie in: schemas, or databases where there are no schemas. */
    List<String> schemas(Connection connection) throws SQLException;

    /** All tables, without settings, in alphabetical order. */
    List<CapturedTable> tables(Connection connection) throws SQLException;

    /** The tables of a schema by name; all if no names are asked for. */
    Map<String, SourceTable> describe(Connection connection, String schema, Collection<String> names)
            throws SQLException;

    /** How far the log is ahead of what is staged. */
    Optional<Lag> lag(Connection connection, Optional<SourceOffset> staged) throws SQLException;

    /** What the pipeline has at the source, removed as far as it can be. */
    SourceLeftovers cleanUp() throws InterruptedException;

    RecordPlaces places();

    ColumnEncodings encodings();

    /** The table of a record's {@linkplain TableTopic topic}. */
    TableId table(String schema, String table);

    /** Whether the source tells whole rows when it updates and deletes. */
    boolean beforeIsFull(TableId table);

    /** Fills in what the source left out of a row. */
    Completion completion();
}
