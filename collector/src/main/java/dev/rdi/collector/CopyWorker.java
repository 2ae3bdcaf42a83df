package dev.rdi.collector;

import dev.rdi.collector.CopiedRows.End;
import dev.rdi.collector.copy.CopyRows;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Opcode;
import dev.rdi.wire.EntryWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads parts of tables, one after the other, through a connection of its own, and hands over their rows as entries. Each part is
 * a transaction of its own in the shared snapshot, so that nobody waits long for a lock on a table.
 *
 * <p>Runs in a thread of its own.
 */
final class CopyWorker {

    private static final Logger LOG = LoggerFactory.getLogger(CopyWorker.class);
    private static final byte[] NOTHING = new byte[0];
    private static final Set<String> ABSENT = Set.of("42P01", "3F000");
    private static final int MOST_ROWS = 1000;
    private static final int MOST_BYTES = 256 << 10;

    /** A relation that isn't in the file any more in which the snapshot sees its rows looks empty or cut. */
    private static final String FILE = "SELECT coalesce(pg_relation_filenode(?::oid), 0)";

    private final ExportedSnapshot snapshot;
    private final ReadingMoment moment;
    private final Queue<CopyChunk> chunks;
    private final CopyQueue rows;

    /**
     * What entries say of when and where their rows were read.
     *
     * @param micros the source's time, in microseconds since 1970
     * @param position the source's own position
     */
    record ReadingMoment(long micros, String position) {}

    /**
     * @param chunks shared with other workers
     * @param rows where they go; full while nobody takes them
     */
    CopyWorker(ExportedSnapshot snapshot, ReadingMoment moment, Queue<CopyChunk> chunks, CopyQueue rows) {
        this.snapshot = snapshot;
        this.moment = moment;
        this.chunks = chunks;
        this.rows = rows;
    }

    /** Reads until nothing is left. */
    void read(Connection connection) throws SQLException, InterruptedException {
        for (CopyChunk chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
            snapshot.enter(connection);
            try {
                read(connection, chunk);
            } catch (SQLException e) {
                if (!ABSENT.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                LOG.warn(
                        "Table {} was dropped while it was read",
                        chunk.table().table().qualifiedName());
                rows.put(new CopiedRows(chunk, List.of(), 0, End.ALL));
            }
            connection.rollback();
        }
    }

    private void read(Connection connection, CopyChunk chunk) throws SQLException, InterruptedException {
        if (chunk.file() != 0) {
            SourceDatabase.execute(connection, "LOCK TABLE " + chunk.source() + " IN ACCESS SHARE MODE");
            if (isRewritten(connection, chunk)) {
                rows.put(new CopiedRows(chunk, List.of(), 0, End.REWRITTEN));
                return;
            }
        }
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(chunk.copy());
        try {
            CopyRows reader = chunk.table().rows();
            List<byte[][]> entries = new ArrayList<>();
            long size = 0;
            for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
                size += line.length;
                entries.add(entry(chunk.table(), reader.read(line)));
                if (entries.size() >= MOST_ROWS || size >= MOST_BYTES) {
                    rows.put(new CopiedRows(chunk, entries, size, End.NONE));
                    entries = new ArrayList<>();
                    size = 0;
                }
            }
            rows.put(new CopiedRows(chunk, entries, size, End.ALL));
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private byte[][] entry(CopiedTable table, CopyRows row) {
        try {
            return EntryWriter.write(
                    Opcode.READ,
                    BeforeKind.NONE,
                    KeyChange.NO,
                    table.shape().fingerprint(),
                    moment.micros(),
                    moment.position(),
                    row.key(),
                    NOTHING,
                    NOTHING,
                    row.row());
        } catch (IllegalArgumentException | DateTimeException e) {
            LOG.warn("A row of table {} is rejected: {}", table.table().qualifiedName(), e.getMessage());
            return EntryWriter.writeUnencodable(
                    Opcode.READ,
                    KeyChange.NO,
                    table.shape().fingerprint(),
                    moment.micros(),
                    moment.position(),
                    NOTHING,
                    NOTHING,
                    e.getMessage() + "; change the row at the source, and it comes again");
        }
    }

    private static boolean isRewritten(Connection connection, CopyChunk chunk) throws SQLException {
        return Long.parseLong(SourceDatabase.text(connection, FILE, Long.toString(chunk.relation()))) != chunk.file();
    }
}
