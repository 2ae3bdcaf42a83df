package dev.rdi.cli.context;

import java.util.Set;

/** The spellings of yes in variables and files. Stateless. */
final class Flags {
    private static final Set<String> YES = Set.of("1", "t", "T", "true", "TRUE", "True", "yes");

    private Flags() {}

    static boolean isTrue(String text) {
        return YES.contains(text.strip());
    }
}
