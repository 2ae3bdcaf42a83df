package dev.rdi.config;

import dev.rdi.config.bind.Findings;
import java.util.List;
import java.util.Locale;

/** What must hold between the properties of a source. Confined to one thread. */
final class SourceRules {
    private final Findings findings;
    private final SourceConfig source;

    SourceRules(Findings findings, SourceConfig source) {
        this.findings = findings;
        this.source = source;
    }

    void check() {
        if (source.type() == SourceType.EXTERNAL) {
            checkExternal();
            return;
        }
        if (!findings.isGiven("connection")) {
            findings.missing("connection");
        }
        source.connection().ifPresent(this::checkConnection);
        if (source.type() == SourceType.CDC) {
            checkAdvanced(findings.under("advanced"));
        }
        new TableRules(findings, source).check();
    }

    /** Names that are read, but mean nothing to our collector. */
    private void checkAdvanced(Findings advanced) {
        source.advanced().sink().values().keySet().stream()
                .filter(key -> !key.startsWith("redis.wait."))
                .forEach(key -> noEffect(advanced.under("sink"), key, insteadOfSink(key)));
        source.advanced()
                .source()
                .get("poll.interval.ms")
                .ifPresent(given -> noEffect(
                        advanced.under("source"), "poll.interval.ms", "the collector takes changes as they come"));
        source.advanced()
                .source()
                .get("record.processing.threads")
                .ifPresent(given -> noEffect(
                        advanced.under("source"),
                        "record.processing.threads",
                        "one thread converts records, in their order"));
    }

    private static void noEffect(Findings section, String key, String instead) {
        section.warning("config.no-effect", key, "'" + key + "' has no effect: " + instead, "remove it");
    }

    private static String insteadOfSink(String key) {
        return switch (key) {
            case "redis.batch.size", "redis.flush.interval.ms" ->
                "what was read is written at once; max.batch.size under advanced.source is its most";
            case "redis.connection.timeout.ms", "redis.socket.timeout.ms" ->
                "how long a connection or an answer may take is fixed";
            default ->
                key.contains(".retry.")
                        ? "the RDI database is tried for ever, with pauses of up to 5 s"
                        : "the collector writes to the RDI database that the process is given";
        };
    }

    private void checkExternal() {
        for (String section : List.of("connection", "logging", "tables", "schemas", "databases", "advanced")) {
            if (findings.isGiven(section)) {
                findings.warning(
                        "config.no-effect",
                        section,
                        "an external source has no collector, so '" + section + "' has no effect",
                        "remove it");
            }
        }
    }

    private void checkConnection(Connection connection) {
        SourceType needed = SourceType.CDC;
        if (connection instanceof SpannerConnection) {
            needed = SourceType.FLINK;
        } else if (connection instanceof SnowflakeConnection) {
            needed = SourceType.RIOTX;
        }
        if (source.type() != needed) {
            findings.error(
                    "config.bad-value",
                    "type",
                    "this database needs a source of type " + lower(needed) + ", not " + lower(source.type()),
                    "write type: " + lower(needed));
        }
        checkAvailable(connection);
        if (connection instanceof SqlConnection sql) {
            checkSql(sql, findings.under("connection"));
        }
        checkScope(connection);
    }

    /** Says plainly what this version can't capture, instead of failing somewhere later. */
    private void checkAvailable(Connection connection) {
        boolean sql = connection instanceof SqlConnection || connection instanceof MongoConnection;
        if (!(connection instanceof SqlConnection known && known.type().isCaptured())) {
            findings.under("connection")
                    .lacking(
                            "config.not-available",
                            "type",
                            sql
                                    ? "the collector reads PostgreSQL, MariaDB and MySQL, not this database"
                                    : "this database needs a collector of its own, which isn't part of RDI",
                            sql
                                    ? "let a Debezium Server capture it: write type: external, and see redis-di scaffold"
                                            + " --collector debezium-server"
                                    : "let a program of yours write its changes (docs/source-sdk.md), and write type: external");
        }
    }

    private void checkSql(SqlConnection sql, Findings connection) {
        if (sql.host().isEmpty() && !isSet("database.hostname") && !isSet("database.url")) {
            connection.missing("host");
        }
        boolean needsDatabase = switch (sql.type()) {
            case DB2, POSTGRESQL, SQLSERVER -> true;
            case MARIADB, MYSQL, ORACLE -> false;
        };
        if (sql.database().isEmpty() && needsDatabase && !isSet("database.dbname") && !isSet("database.names")) {
            connection.missing("database");
        }
        if (sql.user().isEmpty() && !isSet("database.user") && !isSet("driver.authentication")) {
            connection.lacking(
                    "config.unset-reference",
                    "user",
                    "no user is given, and the secret " + Credentials.SOURCE_USER + " is not set",
                    "set that secret, or add user: …");
        }
    }

    private void checkScope(Connection connection) {
        boolean byDatabase = connection instanceof MongoConnection
                || (connection instanceof SqlConnection sql && sql.type().capturesDatabases());
        String unused = byDatabase ? "schemas" : "databases";
        if (findings.isGiven(unused)) {
            findings.warning(
                    "config.no-effect",
                    unused,
                    "'" + unused + "' has no effect for this kind of database",
                    "write " + (byDatabase ? "databases" : "schemas"));
        }
    }

    private boolean isSet(String setting) {
        return source.advanced().source().get(setting).isPresent();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
