package dev.rdi.config.problem;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the problems of one file, so that all of them are reported at once.
 *
 * <p>Confined to one thread.
 */
public final class Problems {
    private final String file;
    private final Set<Problem> found = new LinkedHashSet<>();

    public Problems(String file) {
        this.file = file;
    }

    public String file() {
        return file;
    }

    public void error(String code, Place place, String message, String fix) {
        add(Severity.ERROR, code, place, message, fix);
    }

    public void warning(String code, Place place, String message, String fix) {
        add(Severity.WARNING, code, place, message, fix);
    }

    public void add(Severity severity, String code, Place place, String message, String fix) {
        found.add(new Problem(severity, code, file, place.line(), place.column(), place.path(), message, fix));
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(Problem::isError);
    }

    /** What was found, in the order of the file. */
    public List<Problem> sorted() {
        return found.stream().sorted(Problem.BY_POSITION).toList();
    }
}
