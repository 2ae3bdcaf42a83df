package dev.rdi.collector;

import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.TlsFailure;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a failed connection, means. The one place that knows PostgreSQL's error codes.
 *
 * <p>Stateless.
 */
final class ConnectionFailures {

    /** Codes of a server that shuts down, starts, or has no room; it will have. */
    private static final Set<String> PASSING = Set.of("57P01", "57P02", "57P03", "53300", "25006");

    private ConnectionFailures() {}

    static Finding explain(SQLException failure, PostgresSettings settings) {
        return ofNetwork(failure, settings, "look at listen_addresses").orElseGet(() -> ofServer(failure, settings));
    }

    /** What a failure means that comes from the network, or from our side of it. */
    static Optional<Finding> ofNetwork(Exception failure, SourceSettings settings, String listening) {
        if (find(failure, UnknownHostException.class).isPresent()) {
            return Optional.of(Finding.passing(
                    "source.host",
                    "The source's host " + settings.host() + " isn't known",
                    "Correct sources.<name>.connection.host, or the name service."));
        }
        if (find(failure, ConnectException.class).isPresent()
                && find(failure, NoRouteToHostException.class).isEmpty()) {
            return Optional.of(Finding.passing(
                    "source.port",
                    "Nothing listens on port " + settings.port() + " of the source's host " + settings.host(),
                    "Correct sources.<name>.connection.port, or start " + settings.product() + "; " + listening + "."));
        }
        if (find(failure, SocketTimeoutException.class).isPresent()
                || find(failure, NoRouteToHostException.class).isPresent()) {
            return Optional.of(Finding.passing(
                    "source.host",
                    "The source's host " + settings.host() + " doesn't answer on port " + settings.port(),
                    "Correct sources.<name>.connection.host, or open the firewall."));
        }
        Optional<RdiException> ours = find(failure, RdiException.class);
        if (ours.isPresent()) {
            return ours.map(Finding::of);
        }
        return TlsFailure.of(failure)
                .map(tls -> Finding.error(
                        "source.tls",
                        "The source " + settings.place() + " " + tls.what(),
                        tls.cure() + "; see also database.sslmode under advanced.source."));
    }

    private static Finding ofServer(SQLException failure, PostgresSettings settings) {
        if (String.valueOf(failure.getMessage()).contains("client certificate")) {
            return Finding.error(
                    "source.tls",
                    "The source " + settings.place() + " wants a client certificate of an authority that it trusts",
                    "Give cert and key under sources.<name>.connection, or the secrets SOURCE_DB_CERT and SOURCE_DB_KEY.");
        }
        if (String.valueOf(failure.getMessage()).contains("does not support SSL")) {
            return Finding.error(
                    "source.tls",
                    "The source " + settings.place() + " doesn't speak TLS",
                    "Set ssl = on in postgresql.conf, or remove cacert and cert from sources.<name>.connection.");
        }
        return byState(failure, settings);
    }

    private static Finding byState(SQLException failure, PostgresSettings settings) {
        String state = state(failure);
        return switch (state) {
            case "3D000" ->
                Finding.error(
                        "source.database",
                        "The source " + settings.host() + ":" + settings.port() + " has no database "
                                + settings.database(),
                        "Correct sources.<name>.connection.database.");
            case "28P01", "28000" ->
                Finding.error(
                        "source.credentials",
                        "The source " + settings.place() + " refuses user " + settings.user()
                                + ": wrong user or password (PostgreSQL doesn't tell which), or no line for it in"
                                + " pg_hba.conf",
                        "Correct the user and password of sources.<name>.connection, or pg_hba.conf.");
            default ->
                isPassing(failure)
                        ? Finding.passing(
                                "source.unavailable",
                                "The source " + settings.place() + " is not available: " + message(failure),
                                "Nothing to do if it is restarting; otherwise look at PostgreSQL's log.")
                        : Finding.error(
                                "source.connection",
                                "No connection to the source " + settings.place() + ": " + message(failure),
                                "Look at PostgreSQL's log for SQLSTATE " + state + ".");
        };
    }

    /** Whether a failure is one of the connection or of a server that comes and goes. */
    static boolean isPassing(Throwable failure) {
        return find(failure, SQLException.class)
                        .map(ConnectionFailures::isPassingState)
                        .orElse(false)
                || find(failure, java.io.IOException.class).isPresent();
    }

    private static boolean isPassingState(SQLException failure) {
        String state = state(failure);
        return state.startsWith("08") || PASSING.contains(state);
    }

    /** The first line of a message, without the full stop. */
    static String message(SQLException failure) {
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state;
    }

    static <T> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
