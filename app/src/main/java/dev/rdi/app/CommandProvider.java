package dev.rdi.app;

/**
 * Adds a command to {@code redis-di}. Found through {@link java.util.ServiceLoader}, so that a distribution may leave a
 * command out together with what it needs, as one without the demo's servers does.
 */
public interface CommandProvider {

    /** The command, as picocli knows commands. */
    Object command();
}
