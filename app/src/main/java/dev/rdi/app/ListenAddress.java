package dev.rdi.app;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen.
 *
 * <p>Immutable.
 *
 * @param port 0 for any that is free
 */
record ListenAddress(String host, int port) {

    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([0-9A-Fa-f:]+)]|([^:\\[\\]]+)):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    /**
     * Reads {@code HOST:PORT}.
     *
     * @param option where it was given
     * @throws RdiException CONFIG if it is something else
     */
    static ListenAddress parse(String option, String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches() || Integer.parseInt(address.group(3)) > LAST_PORT) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.listen",
                    option + " is not HOST:PORT: " + text,
                    "write for example " + option + " 127.0.0.1:8080, or " + option + " [::1]:8080");
        }
        return new ListenAddress(
                address.group(1) == null ? address.group(2) : address.group(1), Integer.parseInt(address.group(3)));
    }
}
