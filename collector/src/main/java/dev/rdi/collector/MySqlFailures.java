package dev.rdi.collector;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a failed connection, or a failed run, means. The one place that knows the error numbers of MariaDB and MySQL.
 *
 * <p>Stateless.
 */
final class MySqlFailures {

    static final int SYNTAX = 1064;
    static final int NO_BINARY_LOG = 1381;

    private static final String RESYNC =
            "Changes are lost: redis-di reset --pipeline NAME --rdi URL, then start the pipeline; it reads the tables"
                    + " anew and removes what no longer belongs at the target.";

    /** A server that has too many connections, ends, or starts. */
    private static final Set<Integer> PASSING =
            Set.of(1040, 1053, 1158, 1159, 1160, 1161, 1203, 1205, 1213, 1927, 2006, 2013);

    private static final int ACCESS_DENIED = 1045;
    private static final int ACCESS_DENIED_NO_PASSWORD = 1698;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final int HOST_NOT_ALLOWED = 1130;
    private static final Set<Integer> RIGHT_MISSING = Set.of(1044, 1142, 1143, 1227, 3118);
    private static final int LOG_UNREADABLE = 1236;

    private MySqlFailures() {}

    static Finding explain(SQLException failure, MySqlSettings settings) {
        return ConnectionFailures.ofNetwork(failure, settings, "look at bind_address")
                .orElseGet(() -> ofServer(failure, settings));
    }

    private static Finding ofServer(SQLException failure, MySqlSettings settings) {
        int code = failure.getErrorCode();
        String message = ConnectionFailures.message(failure);
        if (code == ACCESS_DENIED || code == ACCESS_DENIED_NO_PASSWORD || code == HOST_NOT_ALLOWED) {
            return Finding.error(
                    "source.credentials",
                    "The source " + settings.place() + " refuses user " + settings.user()
                            + ": wrong user or password (" + settings.product()
                            + " doesn't tell which), or it may not connect from this host",
                    "Correct the user and password of sources.<name>.connection, or CREATE USER "
                            + MySqlChecks.account(settings) + " IDENTIFIED BY '<password>';");
        }
        if (code == UNKNOWN_DATABASE) {
            return Finding.error(
                    "source.database",
                    "The source " + settings.place() + " has no such database: " + message,
                    "Correct sources.<name>.databases.");
        }
        if (RIGHT_MISSING.contains(code)) {
            return Finding.error(
                    "source.right",
                    "User " + settings.user() + " lacks a right at the source " + settings.place() + ": " + message,
                    MySqlChecks.grants(settings));
        }
        if (message.toLowerCase(Locale.ROOT).contains("ssl")) {
            return Finding.error(
                    "source.tls",
                    "The source " + settings.place() + " and the collector don't agree about TLS: " + message,
                    "See ssl_cert and ssl_key of the server, and database.ssl.mode under advanced.source.");
        }
        return isPassing(failure)
                ? Finding.passing(
                        "source.unavailable",
                        "The source " + settings.place() + " is not available: " + message,
                        "Nothing to do if it is restarting; otherwise look at " + settings.product() + "'s log.")
                : Finding.error(
                        "source.connection",
                        "No connection to the source " + settings.place() + ": " + message,
                        "Look at " + settings.product() + "'s log for error " + code + ".");
    }

    static boolean isPassing(SQLException failure) {
        return ConnectionFailures.isPassing(failure) || PASSING.contains(failure.getErrorCode());
    }

    /** The position is no longer in the log. */
    static Finding lost(MySqlSettings settings, String why) {
        return Finding.error(
                "source.binlog-lost",
                "The binary log of " + settings.place() + " doesn't hold the stored position any more: " + why,
                RESYNC);
    }

    /** What a failed run means that isn't a failed connection. */
    static Optional<Finding> recognize(Exception failure, MySqlSettings settings) {
        if (ConnectionFailures.find(failure, com.github.shyiko.mysql.binlog.network.IdentityVerificationException.class)
                .isPresent()) {
            return Optional.of(Finding.error(
                    "source.tls",
                    "The certificate of the source " + settings.place() + " is for another host name",
                    "Give the server a certificate with its DNS name and connect by that name: for the log an address"
                            + " doesn't do. Or write database.ssl.mode: verify-ca under advanced.source."));
        }
        Optional<com.github.shyiko.mysql.binlog.network.ServerException> refused =
                ConnectionFailures.find(failure, com.github.shyiko.mysql.binlog.network.ServerException.class);
        if (refused.isPresent() && refused.get().getErrorCode() == LOG_UNREADABLE) {
            return Optional.of(lost(settings, String.valueOf(refused.get().getMessage())));
        }
        if (ConnectionFailures.find(failure, com.github.shyiko.mysql.binlog.network.AuthenticationException.class)
                .isPresent()) {
            return Optional.of(Finding.error(
                    "source.replication-right",
                    "The source " + settings.place() + " doesn't let user " + settings.user() + " read its binary log",
                    MySqlChecks.grants(settings)));
        }
        if (ConnectionFailures.find(failure, io.debezium.text.ParsingException.class)
                        .isPresent()
                || ConnectionFailures.find(failure, io.debezium.text.MultipleParsingExceptions.class)
                        .isPresent()) {
            return Optional.of(Finding.error(
                    "source.ddl-unreadable",
                    "A statement in the binary log that changes tables can't be understood",
                    "If it concerns no captured table, pass schema.history.internal.skip.unparseable.ddl: true under"
                            + " advanced.source; otherwise redis-di reset --pipeline NAME --rdi URL."));
        }
        return hasUnknownShape(failure)
                ? Optional.of(Finding.error(
                        "source.schema-history",
                        "A change in the binary log doesn't fit to what is known of its table",
                        "redis-di reset --pipeline NAME --rdi URL, then start the pipeline; it looks at the tables"
                                + " and reads them anew."))
                : Optional.empty();
    }

    // Debezium has no type of its own for these.
    private static boolean hasUnknownShape(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof io.debezium.DebeziumException
                    && (message.contains("internal schema size") || message.contains("schema isn't known"))) {
                return true;
            }
        }
        return false;
    }
}
