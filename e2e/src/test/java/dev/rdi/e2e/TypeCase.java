package dev.rdi.e2e;

import java.util.Optional;

/**
 * A value of a PostgreSQL type and its text in a hash.
 *
 * @param type as in CREATE TABLE
 * @param value as SQL
 * @param text what the hash holds; nothing if the field is absent
 */
record TypeCase(String type, String value, Optional<String> text) {

    static TypeCase becomes(String type, String value, String text) {
        return new TypeCase(type, value, Optional.of(text));
    }

    /** A value that doesn't reach the target. */
    static TypeCase dropped(String type, String value) {
        return new TypeCase(type, value, Optional.empty());
    }
}
