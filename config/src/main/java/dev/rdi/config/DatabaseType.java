package dev.rdi.config;

/**
 * The SQL databases that a source can be.
 *
 * <p>Immutable.
 */
public enum DatabaseType {
    DB2(50000, false),
    MARIADB(3306, true),
    MYSQL(3306, true),
    ORACLE(1521, false),
    POSTGRESQL(5432, false),
    SQLSERVER(1433, false);

    private final int defaultPort;
    private final boolean capturesDatabases;

    DatabaseType(int defaultPort, boolean capturesDatabases) {
        this.defaultPort = defaultPort;
        this.capturesDatabases = capturesDatabases;
    }

    /** The port that its servers listen on unless they are told otherwise. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Whether this version's collector reads it. */
    public boolean isCaptured() {
        return this == POSTGRESQL || this == MARIADB || this == MYSQL;
    }

    /** Whether tables are found by database, not by schema. */
    public boolean capturesDatabases() {
        return capturesDatabases;
    }
}
