package dev.rdi.benchmarks;

import dev.rdi.embedded.PostgresServer;
import dev.rdi.embedded.RedisServer;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers that everything is measured with: one PostgreSQL, and one Redis that is the RDI database and the target
 * at once. Between two measurements Redis is emptied and PostgreSQL's replication slots are dropped.
 *
 * <p>Confined to one thread, except the ports and connections, which anybody may ask for.
 */
final class Lab implements AutoCloseable {

    private final PostgresServer postgres;
    private final RedisServer redis;
    private final RedisConnection observer;

    Lab() {
        postgres = PostgresServer.builder()
                // Nothing starts by itself while something is measured.
                .setting("autovacuum", "off")
                .setting("max_wal_size", "8GB")
                .setting("checkpoint_timeout", "1h")
                .start();
        redis = RedisServer.startDefault();
        observer = RedisConnection.open(redisAddress(), "observer");
    }

    PostgresServer postgres() {
        return postgres;
    }

    RedisServer redis() {
        return redis;
    }

    RedisAddress redisAddress() {
        return new RedisAddress(redis.host(), redis.port());
    }

    /** The connection with which the main thread looks at Redis. */
    RedisConnection observer() {
        return observer;
    }

    Connection connection() throws SQLException {
        return postgres.connection(Table.DATABASE);
    }

    /** Makes the database with its tables. */
    void load(List<Table> tables) throws SQLException {
        postgres.createDatabase(Table.DATABASE);
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (Table table : tables) {
                statement.execute(table.sql());
                statement.execute("VACUUM ANALYZE " + table.name());
            }
        }
    }

    /** Leaves the tables and nothing else. */
    void reset() throws SQLException {
        observer.require("FLUSHALL");
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
            for (String publication : texts(statement, "SELECT pubname FROM pg_publication")) {
                statement.execute("DROP PUBLICATION \"" + publication + "\"");
            }
            statement.execute("CHECKPOINT");
        }
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** What was used so far. */
    Cpu cpu(long ownPid) {
        return new Cpu(
                ProcessTable.cpu(ownPid), ProcessTable.cpu(redis.pid()), ProcessTable.cpuWithChildren(postgres.pid()));
    }

    @Override
    public void close() {
        observer.close();
        redis.close();
        postgres.close();
    }
}
