package dev.rdi.expression.sql;

import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.lang.ref.Cleaner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * A thread's SQLite: an empty database in memory, and the statements that the thread evaluated last. It can neither
 * write nor reach a file.
 *
 * <p>Confined to one thread. It is closed some time after the thread ended.
 */
final class Sqlite {

    /** More expressions than a pipeline has; a statement takes some kilobytes. */
    static final int MAX_STATEMENTS = 256;

    /** No value is larger than the largest row that a pipeline takes. */
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final Cleaner CLEANER = Cleaner.create();
    private static final ThreadLocal<Sqlite> OF_THREAD = ThreadLocal.withInitial(Sqlite::new);

    private final SQLiteConnection connection;
    private final StepLimit stepLimit = new StepLimit();
    private final Statements statements = new Statements();
    private final Functions functions;

    private Sqlite() {
        try {
            connection = open(stepLimit);
            functions = new Functions(signatures(connection));
        } catch (SQLException | LinkageError e) {
            throw new RdiException(
                    ErrorKind.FATAL,
                    "expression.sqlite.unavailable",
                    "SQLite's native library, which SQL expressions need, can't be loaded from " + libraryFolder(),
                    "name a folder that may hold programs: RDI_JAVA_OPTS=-Dorg.sqlite.tmpdir=<folder>",
                    e);
        }
        CLEANER.register(this, new Close(connection));
    }

    /** The SQLite of the current thread. */
    static Sqlite ofThread() {
        return OF_THREAD.get();
    }

    private static SQLiteConnection open(StepLimit stepLimit) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.enableLoadExtension(false);
        SQLiteConnection connection = (SQLiteConnection) config.createConnection("jdbc:sqlite::memory:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA query_only = ON");
        }
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, MAX_BYTES);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_WORKER_THREADS, 0);
        ProgressHandler.setHandler(connection, StepLimit.BETWEEN_CALLS, stepLimit);
        return connection;
    }

    private static Map<String, List<Functions.Signature>> signatures(Connection connection) throws SQLException {
        Map<String, List<Functions.Signature>> signatures = new HashMap<>();
        String sql = "SELECT DISTINCT name, type <> 's', narg FROM pragma_function_list";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                signatures
                        .computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(new Functions.Signature(rows.getBoolean(2), rows.getInt(3)));
            }
        }
        return signatures;
    }

    /** Where the driver unpacks the library that it brings along. */
    private static String libraryFolder() {
        return System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir", "."));
    }

    Functions functions() {
        return functions;
    }

    /** What SQLite says against a statement; null if it accepts it. */
    @Nullable
    String problem(String sql) {
        try {
            connection.prepareStatement(sql).close();
            return null;
        } catch (SQLException e) {
            return Problems.message(e);
        }
    }

    /**
     * Evaluates a query.
     *
     * @throws ExpressionFailedException if SQLite can't, for these values
     */
    @Nullable
    Object[] evaluate(Query query, @Nullable Object[] values) {
        stepLimit.restart();
        try {
            CachedStatement statement = statements.get(query.sql());
            if (statement == null) {
                statement = new CachedStatement(connection.prepareStatement(query.sql()), query.columns());
                statements.put(query.sql(), statement);
            }
            return statement.evaluate(values);
        } catch (SQLException e) {
            statements.discard(query.sql());
            throw Problems.failed(e);
        }
    }

    int cachedStatements() {
        return statements.size();
    }

    /** The statements that were used last, by their SQL. */
    private static final class Statements extends LinkedHashMap<String, CachedStatement> {

        private static final long serialVersionUID = 1L;

        Statements() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CachedStatement> eldest) {
            if (size() > MAX_STATEMENTS) {
                eldest.getValue().close();
                return true;
            }
            return false;
        }

        void discard(String sql) {
            CachedStatement statement = remove(sql);
            if (statement != null) {
                statement.close();
            }
        }
    }

    /** Closes the connection of a thread that ended, and with it its statements. */
    private record Close(Connection connection) implements Runnable {

        @Override
        public void run() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e); // the cleaner ignores it
            }
        }
    }
}
