package dev.rdi.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a command: variables, the standard input, the time.
 *
 * <p>Immutable.
 */
public record Shell(Map<String, String> environment, InputStream input, Clock clock) {

    /** Those of this process. */
    public static Shell ofProcess() {
        return new Shell(System.getenv(), System.in, Clock.systemUTC());
    }

    /** A variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** The user's folder, which the variables name; Java looks it up elsewhere. */
    public Path home() {
        return Path.of(
                variable("HOME").or(() -> variable("USERPROFILE")).orElseGet(() -> System.getProperty("user.home")));
    }
}
