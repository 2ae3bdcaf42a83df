package dev.rdi.config.job;

import dev.rdi.config.schema.ByShape;
import dev.rdi.config.schema.Property;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields that are written, and under which names.
 *
 * <p>As written it is a list of names and pairs, or a map. Immutable.
 */
@ByShape
public record MappingConfig(
        @Property("Names, and pairs `field: name at the target`.")
        List<Item> items,

        @Property("Pairs `field: name at the target`.") Map<String, String> map) {

    public MappingConfig {
        items = List.copyOf(items);
        map = Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * A field and its name at the target.
     *
     * <p>Immutable.
     */
    public record Pair(String from, String to) {}

    /** The fields in the order of the file; none where all are written under their own names. */
    public List<Pair> pairs() {
        return items.isEmpty()
                ? pairs(map).toList()
                : items.stream().flatMap(Item::pairs).toList();
    }

    private static Stream<Pair> pairs(Map<String, String> map) {
        return map.entrySet().stream().map(entry -> new Pair(entry.getKey(), entry.getValue()));
    }

    /**
     * An item of the list.
     *
     * <p>Immutable.
     */
    @ByShape
    public record Item(
            @Property(value = "The field, which keeps its name.", example = "total")
            Optional<String> name,

            @Property("The field and its name at the target.")
            Map<String, String> pair) {

        public Item {
            pair = Collections.unmodifiableMap(new LinkedHashMap<>(pair));
        }

        private Stream<Pair> pairs() {
            return Stream.concat(name.map(same -> new Pair(same, same)).stream(), MappingConfig.pairs(pair));
        }
    }
}
