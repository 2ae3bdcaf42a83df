package dev.rdi.config.yaml;

/**
 * A node of a YAML document, with the position where it was written.
 *
 * <p>Immutable.
 */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {
    /** Starts at 1. */
    int line();

    /** Starts at 1. */
    int column();
}
