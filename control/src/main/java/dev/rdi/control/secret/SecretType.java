package dev.rdi.control.secret;

import java.util.Locale;

/**
 * What the value of a secret is.
 *
 * <p>Immutable.
 */
public enum SecretType {
    /** A text, such as a password. */
    SIMPLE,
    /** The text of a file, such as a certificate in PEM form. */
    FILE,
    /** The content of a file that isn't text, in Base64. */
    BINARY_FILE;

    /** As it is written in files and requests. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type of a text.
     *
     * @throws IllegalArgumentException if there is no such type
     */
    public static SecretType of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
