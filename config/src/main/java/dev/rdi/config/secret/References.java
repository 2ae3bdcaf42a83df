package dev.rdi.config.secret;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the values of <code>${NAME}</code> come from.
 *
 * <p>Thread-safe.
 */
@FunctionalInterface
public interface References {
    /**
     * The value of a name; empty where the name is not set.
     *
     * @throws dev.rdi.model.RdiException if the value is there but can't be read
     */
    Optional<String> find(String name);

    /** Nothing is set. */
    static References none() {
        return name -> Optional.empty();
    }

    /** The variables of an environment, as {@link System#getenv()} gives them. */
    static References environment(Map<String, String> variables) {
        Map<String, String> copy = Map.copyOf(variables);
        return name -> Optional.ofNullable(copy.get(name));
    }

    /**
     * A folder with one file for each value: the file's name is the reference, its content the value, and one line
     * break at its end doesn't belong to it.
     *
     * @throws dev.rdi.model.RdiException if there is no such folder
     */
    static References directory(Path directory) {
        return new DirectoryReferences(directory);
    }

    /** These references and, for a name that they don't have, others. */
    default References orElse(References others) {
        return name -> find(name).or(() -> others.find(name));
    }
}
