package dev.rdi.collector;

import io.debezium.relational.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The reading of one table beside the stream: in portions by its primary key, each in a transaction of its own, so that
 * changes are streamed in between; or, where it has no primary key or a statement of its own reads it, all in one
 * transaction while nothing is streamed.
 *
 * <p>A portion is read only if the transaction sees everything that was streamed, and nothing is streamed until it is
 * safe. So no row is older than a change before it.
 *
 * <p>Confined to the collector's thread.
 */
final class TableReading implements AutoCloseable {

    private static final String LOCKED = "55P03";
    private static final Set<String> ABSENT = Set.of("42P01", "3F000");
    /** Held in memory at once, about. */
    private static final long PORTION_BYTES = 4 << 20;

    private static final long MOST_ROWS = 2000;

    private final RowConversion conversion;
    private final TableScan scan;
    private final ServerFacts facts;
    private final int limit;
    private final int fetchSize;

    private Capture progress;
    private @Nullable Moment known;
    private @Nullable TableRows rows;
    private @Nullable PreparedStatement statement;
    private @Nullable ResultSet cursor;
    private boolean clears;
    private boolean done;
    private boolean gone;

    /**
     * @param rowBytes about how large the largest rows are
     */
    TableReading(RowConversion conversion, TableScan scan, ServerFacts facts, long rowBytes) {
        this.conversion = conversion;
        this.scan = scan;
        this.facts = facts;
        this.progress = scan.goal();
        this.clears = scan.clears();
        this.limit = (int) Math.max(1, Math.min(MOST_ROWS, PORTION_BYTES / Math.max(1, rowBytes)));
        this.fetchSize = (int) DebeziumProperties.fetchSize(rowBytes);
    }

    TableScan scan() {
        return scan;
    }

    /** Whether all rows were given. */
    boolean isDone() {
        return done;
    }

    /** Whether the table isn't there any more, or is another one of that name. */
    boolean isGone() {
        return gone;
    }

    /** Whether the next rows belong to the transaction of those before. */
    boolean holdsStream() {
        return cursor != null;
    }

    /** What is true once the rows that were given are safe. */
    Capture progress() {
        return progress;
    }

    /**
     * The next rows; none if they can't be read at the moment, for example because somebody alters the table.
     *
     * @param streamed what was streamed before
     */
    List<SourceRecord> next(StreamedTransactions streamed) throws SQLException {
        try {
            return cursor == null ? begin(streamed) : goOn();
        } catch (SQLException e) {
            try {
                end();
            } catch (SQLException lost) {
                e.addSuppressed(lost);
                throw e;
            }
            String state = ConnectionFailures.state(e);
            gone = ABSENT.contains(state);
            if (gone || state.equals(LOCKED)) {
                return List.of();
            }
            throw e;
        }
    }

    private List<SourceRecord> begin(StreamedTransactions streamed) throws SQLException {
        Connection connection = conversion.connection();
        // First the lock, then the snapshot: one from before a TRUNCATE or a rewrite would find the table empty.
        SourceDatabase.execute(connection, "SET LOCAL lock_timeout = '1s'");
        SourceDatabase.execute(connection, "LOCK TABLE " + scan.table().sql() + " IN ACCESS SHARE MODE");
        Optional<Moment> moment = Moment.of(connection, scan.table(), facts);
        gone = moment.map(now -> now.relation() != scan.table().relation()).orElse(true);
        if (gone || !streamed.areVisibleIn(moment.get().snapshot())) {
            end();
            return List.of();
        }
        Moment now = moment.get();
        TableRows shaped = rows;
        if (shaped == null || known == null || !now.looksLike(known)) {
            end();
            look(now);
            return List.of();
        }
        return read(shaped, now);
    }

    /** Looks at the table; what it looks like is of use if it still looks so with the next portion. */
    private void look(Moment now) throws SQLException {
        Optional<Table> table = conversion.look(scan.table());
        end();
        gone = table.isEmpty();
        known = now;
        rows = table.map(shape -> new TableRows(conversion, scan.table(), shape, now.key()))
                .orElse(null);
        if (!progress.key().equals(now.key())) {
            progress = progress.readUpTo(now.key(), List.of());
        }
    }

    private List<SourceRecord> read(TableRows shaped, Moment now) throws SQLException {
        known = now;
        List<SourceRecord> portion = new ArrayList<>();
        if (clears) {
            clears = false;
            portion.add(shaped.truncate(now));
        }
        boolean whole =
                now.key().isEmpty() || !scan.table().settings().snapshotSql().isEmpty();
        if (whole) {
            PreparedStatement all = conversion.connection().prepareStatement(shaped.all());
            statement = all;
            all.setFetchSize(fetchSize);
            cursor = all.executeQuery();
            portion.addAll(goOn());
            return portion;
        }
        TableRows.Part part = shaped.behind(progress.after(), limit, fetchSize, now);
        end();
        progress = progress.readUpTo(now.key(), part.last());
        done = part.rows().size() < limit;
        portion.addAll(part.rows());
        return portion;
    }

    private List<SourceRecord> goOn() throws SQLException {
        TableRows shaped = rows;
        ResultSet open = cursor;
        Moment now = known;
        if (shaped == null || open == null || now == null) {
            throw new IllegalStateException("nothing is being read");
        }
        List<SourceRecord> some = shaped.some(open, limit, now);
        if (some.size() < limit) {
            done = true;
            end();
        }
        return some;
    }

    private void end() throws SQLException {
        PreparedStatement open = statement;
        statement = null;
        cursor = null;
        if (open != null) {
            open.close();
        }
        conversion.connection().rollback();
    }

    @Override
    public void close() throws SQLException {
        end();
    }
}
