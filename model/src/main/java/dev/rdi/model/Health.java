package dev.rdi.model;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is wrong right now, for status and standby decisions: each part reports its failure while it lasts.
 *
 * <p>Thread-safe.
 */
public final class Health {

    private final Map<String, RdiException> problems = new TreeMap<>();
    private final Map<Failure, Long> failures = new HashMap<>();

    /** A part that couldn't do its work, and the code of the reason. */
    public record Failure(String part, String code) {}

    /** Says that a part can't do its work at the moment; returns whether this is news. */
    public synchronized boolean degraded(String part, RdiException problem) {
        failures.merge(new Failure(part, problem.code()), 1L, Long::sum);
        RdiException known = problems.put(part, problem);
        return known == null || !known.code().equals(problem.code());
    }

    /** Says that a part works; returns whether it didn't before. */
    public synchronized boolean recovered(String part) {
        return problems.remove(part) != null;
    }

    /** How often a part said that it can't do its work, since this exists. */
    public synchronized Map<Failure, Long> failures() {
        return Map.copyOf(failures);
    }

    /** The current problems by the part that has them. */
    public synchronized Map<String, RdiException> problems() {
        return Map.copyOf(problems);
    }
}
