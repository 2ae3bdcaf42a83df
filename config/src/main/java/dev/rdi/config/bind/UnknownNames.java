package dev.rdi.config.bind;

import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.schema.PropertySchema;
import dev.rdi.config.schema.RecordSchema;
import dev.rdi.config.schema.ValueType;
import dev.rdi.config.yaml.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reports the names of a map that a record doesn't know, with the one that was probably meant. */
final class UnknownNames {
    private final Problems problems;

    UnknownNames(Problems problems) {
        this.problems = problems;
    }

    void report(RecordSchema schema, YamlMap map, Place place, List<String> alsoKnown) {
        List<String> known = new ArrayList<>(alsoKnown);
        schema.properties().forEach(property -> known.add(property.name()));
        Set<String> accepted = new HashSet<>(known);
        for (PropertySchema property : schema.properties()) {
            accepted.addAll(property.aliases());
            accepted.addAll(flatNames(property, map));
        }
        for (YamlMap.Entry entry : map.entries()) {
            if (!accepted.contains(entry.name())) {
                report(entry, known, place.child(entry.name(), entry.line(), entry.column()));
            }
        }
    }

    private void report(YamlMap.Entry entry, List<String> known, Place place) {
        String fix = NearestName.of(entry.name(), known)
                .map(name -> "write " + name)
                .orElseGet(() -> "remove it; known here: " + String.join(", ", known));
        problems.error("config.unknown-property", place, "there is no property '" + entry.name() + "'", fix);
    }

    /** The children of a flat property may stand beside it only while it is absent. */
    private static List<String> flatNames(PropertySchema property, YamlMap map) {
        if (property.flat()
                && map.present(property.name()).isEmpty()
                && property.type() instanceof ValueType.Nested nested) {
            return RecordSchema.of(nested.type()).properties().stream()
                    .map(PropertySchema::name)
                    .toList();
        }
        return List.of();
    }
}
