package dev.rdi.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Named nodes in the order of the document; no name occurs twice.
 *
 * <p>Immutable.
 */
public record YamlMap(List<Entry> entries, int line, int column) implements YamlNode {
    /**
     * A name and what it stands for.
     *
     * <p>Immutable.
     *
     * @param line where the name is written
     * @param column where the name is written
     */
    public record Entry(String name, int line, int column, YamlNode value) {
        /** Whether the name has no value, which is the same as its absence. */
        public boolean isNull() {
            return value instanceof YamlScalar scalar && scalar.isNull();
        }

        private Entry with(String text) {
            return new Entry(name, line, column, new YamlScalar(text, false, value.line(), value.column()));
        }
    }

    public YamlMap {
        entries = List.copyOf(entries);
    }

    /** A map without entries at the start of a document. */
    public static YamlMap empty() {
        return new YamlMap(List.of(), 1, 1);
    }

    /** The entry of a name; empty where the name is absent. */
    public Optional<Entry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** The entry of a name; empty where the name is absent or has no value. */
    public Optional<Entry> present(String name) {
        return entry(name).filter(entry -> !entry.isNull());
    }

    /** The map under a name; an empty one where there is none. */
    public YamlMap map(String name) {
        return entry(name)
                .map(Entry::value)
                .filter(YamlMap.class::isInstance)
                .map(YamlMap.class::cast)
                .orElseGet(YamlMap::empty);
    }

    /** The same map with another text for a name that it has. */
    public YamlMap with(String name, String text) {
        List<Entry> changed = entries.stream()
                .map(entry -> entry.name().equals(name) ? entry.with(text) : entry)
                .toList();
        return new YamlMap(changed, line, column);
    }

    /** The same map with another value for a name, which it needn't have. */
    public YamlMap having(String name, YamlNode value) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.removeIf(entry -> entry.name().equals(name));
        changed.add(new Entry(name, value.line(), value.column(), value));
        return new YamlMap(changed, line, column);
    }
}
