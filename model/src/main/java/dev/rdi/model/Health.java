package dev.rdi.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is wrong right now, for status and standby decisions: each part reports its failure while it lasts.
 *
 * <p>Thread-safe.
 */
public final class Health {

    private final Map<String, RdiException> problems = new TreeMap<>();

    /** Says that a part can't do its work at the moment; returns whether this is news. */
    public synchronized boolean degraded(String part, RdiException problem) {
        RdiException known = problems.put(part, problem);
        return known == null || !known.code().equals(problem.code());
    }

    /** Says that a part works; returns whether it didn't before. */
    public synchronized boolean recovered(String part) {
        return problems.remove(part) != null;
    }

    /** The current problems by the part that has them. */
    public synchronized Map<String, RdiException> problems() {
        return Map.copyOf(problems);
    }
}
