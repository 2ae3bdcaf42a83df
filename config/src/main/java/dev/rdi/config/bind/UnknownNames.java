package dev.rdi.config.bind;

import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.problem.Severity;
import dev.rdi.config.schema.PropertySchema;
import dev.rdi.config.schema.RecordSchema;
import dev.rdi.config.schema.ValueType;
import dev.rdi.config.yaml.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports the names of a map that a record doesn't know, with the one that was probably meant. */
final class UnknownNames {
    private final Problems problems;

    UnknownNames(Problems problems) {
        this.problems = problems;
    }

    void report(RecordSchema schema, YamlMap map, Place place, List<String> alsoKnown) {
        Optional<PropertySchema> single = SingleItem.property(schema);
        if (single.isPresent() && SingleItem.isWritten(single.get(), map)) {
            return;
        }
        List<String> known = new ArrayList<>(alsoKnown);
        schema.properties().forEach(property -> known.add(property.name()));
        Set<String> accepted = new HashSet<>(known);
        for (PropertySchema property : schema.properties()) {
            accepted.addAll(property.aliases());
            accepted.addAll(flatNames(property, map));
        }
        List<String> inItem = single.map(SingleItem::names).orElse(List.of());
        if (single.isPresent() && map.present(single.get().name()).isEmpty()) {
            known.addAll(inItem);
        }
        for (YamlMap.Entry entry : map.entries()) {
            if (inItem.contains(entry.name())) {
                besideTheList(entry, single.orElseThrow().name(), place);
            } else if (!accepted.contains(entry.name())) {
                Severity severity = schema.closed() ? Severity.ERROR : Severity.WARNING;
                report(severity, entry, known, place.child(entry.name(), entry.line(), entry.column()));
            }
        }
    }

    private void report(Severity severity, YamlMap.Entry entry, List<String> known, Place place) {
        String fix = NearestName.of(entry.name(), known)
                .map(name -> "write " + name)
                .orElseGet(() -> "remove it; known here: " + String.join(", ", known));
        problems.add(severity, "config.unknown-property", place, "there is no property '" + entry.name() + "'", fix);
    }

    private void besideTheList(YamlMap.Entry entry, String list, Place place) {
        problems.error(
                "config.unknown-property",
                place.child(entry.name(), entry.line(), entry.column()),
                "'" + entry.name() + "' can't stand beside '" + list + "'",
                "move it into the list, or remove " + list);
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
