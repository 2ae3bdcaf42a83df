package dev.rdi.app;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server does for its installation. */
enum Role {
    /** Answers requests. */
    API,
    /** Leads pipelines, and makes of them what is wanted. */
    OPERATOR,
    /** Reads sources. */
    COLLECTOR,
    /** Writes to targets. */
    PROCESSOR;

    /** One lease fences all that is done for a pipeline, so one process does it. */
    private static final Set<Role> LEADING = EnumSet.of(OPERATOR, COLLECTOR, PROCESSOR);

    /**
     * Checks what a server is asked to be.
     *
     * @throws RdiException CONFIG if it can't be that alone
     */
    static void check(Set<Role> roles) {
        Set<Role> leading = EnumSet.copyOf(LEADING);
        leading.retainAll(roles);
        if (!leading.isEmpty() && leading.size() < LEADING.size()) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.roles",
                    "a server can't be only " + names(leading)
                            + ": who leads a pipeline reads its source and writes to its" + " targets",
                    "write --roles " + names(LEADING) + " for a server without the API, --roles api for one that"
                            + " only answers requests");
        }
    }

    /** Whether a server of these roles leads pipelines. */
    static boolean leads(Set<Role> roles) {
        return roles.contains(OPERATOR);
    }

    private static String names(Set<Role> roles) {
        return roles.stream().map(Role::toString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
