package dev.rdi.collector;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what a failed attempt to read the source means.
 *
 * <p>Immutable.
 */
final class FailureReasons {

    /** A failure that we have no name for. */
    static final String UNKNOWN = "source.failure";

    private static final Logger LOG = LoggerFactory.getLogger(FailureReasons.class);

    private final SourceSettings settings;
    private final SourceKind kind;

    FailureReasons(SourceSettings settings) {
        this.settings = settings;
        this.kind = SourceKind.of(settings);
    }

    RdiException explain(Exception failure) {
        Optional<RdiException> known = ConnectionFailures.find(failure, RdiException.class);
        if (known.isPresent()) {
            return known.get();
        }
        LOG.debug("Reading the source failed", failure);
        Optional<Finding> named = kind.recognize(failure);
        if (named.isPresent()) {
            return named.get().toException(failure);
        }
        Optional<SQLException> sql = ConnectionFailures.find(failure, SQLException.class);
        if (!ConnectionFailures.isPassing(failure)) {
            return unknown(failure, sql).toException(failure);
        }
        return sql.map(kind::explain)
                .orElseGet(() -> Finding.passing(
                        "source.unavailable",
                        "The connection to the source " + settings.place() + " was lost",
                        "Nothing to do if it is restarting; otherwise look at " + settings.product() + "'s log."))
                .toException(failure);
    }

    /** What is no failure of the source but of this process, such as a lack of memory. Its message may hold values. */
    static RdiException defect(Throwable error) {
        return new RdiException(
                ErrorKind.FATAL,
                "collector.defect",
                "the collector ended: " + chain(error),
                "for an OutOfMemoryError give the process more memory, else report this; nothing is lost, start it again",
                error);
    }

    // A message of the database names tables and codes; those of libraries may hold the values of a row.
    private Finding unknown(Exception failure, Optional<SQLException> sql) {
        String what = sql.map(SQLException::getMessage).orElseGet(() -> chain(failure));
        return Finding.passing(
                UNKNOWN,
                "Reading the source " + settings.place() + " failed: " + what,
                "Set the log level of dev.rdi.collector to DEBUG to see the details.");
    }

    private static String chain(Throwable failure) {
        StringBuilder names = new StringBuilder(failure.getClass().getSimpleName());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            names.append(", caused by ").append(cause.getClass().getSimpleName());
        }
        return names.toString();
    }
}
