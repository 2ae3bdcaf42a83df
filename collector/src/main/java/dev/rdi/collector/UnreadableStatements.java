package dev.rdi.collector;

import io.debezium.relational.history.SchemaHistory;
import io.debezium.text.ParsingException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statements in a binary log that Debezium can't understand. Those that name no captured table are passed over: they
 * change nothing that is read.
 *
 * <p>Confined to the collector's thread.
 */
final class UnreadableStatements {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableStatements.class);
    private static final String FILTER = SchemaHistory.DDL_FILTER.name();
    /** What stands before and after the statement in Debezium's message; the exception has no other place for it. */
    private static final Pattern STATEMENT = Pattern.compile("with the statement '(.*)'\\n", Pattern.DOTALL);

    private final Set<String> passed = new TreeSet<>();

    /** Whether a failed run may be repeated without the statement that it failed on. */
    boolean pass(Exception failure, Collection<CapturedTable> tables) {
        Optional<String> statement = ConnectionFailures.find(failure, ParsingException.class)
                .map(unreadable -> STATEMENT.matcher(String.valueOf(unreadable.getMessage())))
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1));
        if (statement.isEmpty() || names(statement.get(), tables) || !passed.add(statement.get())) {
            return false;
        }
        LOG.warn("A statement in the binary log can't be understood, and names no captured table: passing over it");
        return true;
    }

    private static boolean names(String statement, Collection<CapturedTable> tables) {
        String small = statement.toLowerCase(Locale.ROOT);
        return tables.stream().anyMatch(table -> small.contains(table.name().toLowerCase(Locale.ROOT)));
    }

    /** Lets a run pass over them. */
    Map<String, String> addTo(Map<String, String> properties) {
        StringBuilder filter =
                new StringBuilder(properties.getOrDefault(FILTER, SchemaHistory.DDL_FILTER.defaultValueAsString()));
        passed.forEach(statement -> filter.append(',').append(DebeziumProperties.quote(statement)));
        properties.put(FILTER, filter.toString());
        return properties;
    }
}
