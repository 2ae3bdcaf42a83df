package dev.rdi.config.bind;

import dev.rdi.config.schema.PropertySchema;
import dev.rdi.config.schema.RecordSchema;
import dev.rdi.config.schema.ValueType;
import dev.rdi.config.yaml.YamlMap;
import java.util.List;
import java.util.Optional;

/** The only item of a list, written in the place of the list. Immutable; it has no state. */
final class SingleItem {
    private SingleItem() {}

    /** The list of a record that may be written this way. */
    static Optional<PropertySchema> property(RecordSchema schema) {
        return schema.properties().stream().filter(PropertySchema::single).findFirst();
    }

    /** Whether the list is absent and something of its item is there. */
    static boolean isWritten(PropertySchema list, YamlMap map) {
        return list.single()
                && map.present(list.name()).isEmpty()
                && names(list).stream().anyMatch(name -> map.entry(name).isPresent());
    }

    /** The names of the item's properties. */
    static List<String> names(PropertySchema list) {
        return RecordSchema.of(type(list)).properties().stream()
                .map(PropertySchema::name)
                .toList();
    }

    static Class<? extends Record> type(PropertySchema list) {
        if (list.type() instanceof ValueType.Items items && items.item() instanceof ValueType.Nested nested) {
            return nested.type();
        }
        throw new IllegalStateException(list.name() + " is no list of records");
    }
}
