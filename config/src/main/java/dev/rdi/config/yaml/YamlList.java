package dev.rdi.config.yaml;

import java.util.List;

/**
 * A list of nodes.
 *
 * <p>Immutable.
 */
public record YamlList(List<YamlNode> items, int line, int column) implements YamlNode {
    public YamlList {
        items = List.copyOf(items);
    }
}
