package dev.rdi.testing;

import dev.rdi.embedded.MariaDbServer;
import dev.rdi.embedded.PostgresServer;
import dev.rdi.embedded.RedisServer;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The servers that all tests of one JVM share: each starts when it is first asked for and ends with
 * the JVM.
 *
 * <p>Tests keep apart by databases ({@link #freshDatabase}) and by emptying Redis before use
 * ({@link #freshRedis}, {@link #freshClusterRedis}). A test that stops, kills or reconfigures a server
 * starts one of its own. Thread-safe.
 */
public final class SharedServers {
    private SharedServers() {}

    public static PostgresServer postgres() {
        return Postgres.SERVER;
    }

    public static MariaDbServer mariaDb() {
        return MariaDb.SERVER;
    }

    public static RedisServer redis() {
        return Redis.SERVER;
    }

    /** A cluster of one node that serves all slots. */
    public static RedisServer clusterRedis() {
        return ClusterRedis.SERVER;
    }

    /** Makes an empty database and returns its name. */
    public static String freshDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try {
            postgres().createDatabase(name);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("can't create database " + name, e);
        }
    }

    /** Makes an empty database of MariaDB and returns its name. */
    public static String freshMariaDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try {
            mariaDb().createDatabase(name);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("can't create database " + name, e);
        }
    }

    /** The shared server, emptied. */
    public static RedisServer freshRedis() {
        return emptied(redis());
    }

    /** The shared cluster node, emptied. */
    public static RedisServer freshClusterRedis() {
        return emptied(clusterRedis());
    }

    private static RedisServer emptied(RedisServer server) {
        String reply = server.call("FLUSHALL");
        if (!reply.equals("OK")) {
            throw new IllegalStateException("FLUSHALL: " + reply);
        }
        return server;
    }

    // Each holder class starts its server when it is first used.

    private static final class Postgres {
        static final PostgresServer SERVER = PostgresServer.builder()
                .setting("max_connections", "200")
                .setting("max_wal_senders", "50")
                .setting("max_replication_slots", "100")
                .start();
    }

    private static final class MariaDb {
        static final MariaDbServer SERVER = MariaDbServer.startDefault();
    }

    private static final class Redis {
        static final RedisServer SERVER = RedisServer.startDefault();
    }

    private static final class ClusterRedis {
        static final RedisServer SERVER = RedisServer.builder().cluster().start();
    }
}
