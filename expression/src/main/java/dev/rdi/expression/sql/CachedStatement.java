package dev.rdi.expression.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * A prepared statement that yields one row. It is driven through the driver's core interface, because a result set for
 * each evaluation costs as much as the evaluation itself.
 *
 * <p>Confined to one thread.
 */
final class CachedStatement {

    private final PreparedStatement statement;
    private final CoreStatement core;
    private final DB database;
    private final int columns;

    CachedStatement(PreparedStatement statement, int columns) {
        this.statement = statement;
        this.core = (CoreStatement) statement;
        this.database = core.getDatabase();
        this.columns = columns;
    }

    @Nullable
    Object[] evaluate(@Nullable Object[] values) throws SQLException {
        if (!database.execute(core, values)) {
            return new @Nullable Object[columns];
        }
        return core.pointer.safeRun(this::row);
    }

    /** Reads the row and makes the statement ready for the next evaluation. */
    private @Nullable Object[] row(DB db, long pointer) throws SQLException {
        @Nullable Object[] row = new @Nullable Object[columns];
        for (int i = 0; i < columns; i++) {
            row[i] = value(db, pointer, i);
        }
        db.reset(pointer);
        return row;
    }

    private static @Nullable Object value(DB db, long pointer, int column) throws SQLException {
        return switch (db.column_type(pointer, column)) {
            case Codes.SQLITE_INTEGER -> db.column_long(pointer, column);
            case Codes.SQLITE_FLOAT -> floating(db.column_double(pointer, column));
            case Codes.SQLITE_TEXT -> db.column_text(pointer, column);
            case Codes.SQLITE_BLOB -> binary(db.column_blob(pointer, column));
            default -> null;
        };
    }

    /** The infinities are text, as they are in columns. */
    private static Object floating(double number) {
        return Double.isFinite(number) ? (Object) number : Double.toString(number);
    }

    /** Binary data is base64 text, as it is in columns. SQLite gives null for an empty value. */
    private static String binary(byte @Nullable [] bytes) {
        return bytes == null ? "" : Base64.getEncoder().encodeToString(bytes);
    }

    void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw new IllegalStateException("a statement could not be closed", e);
        }
    }
}
