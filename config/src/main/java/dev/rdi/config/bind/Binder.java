package dev.rdi.config.bind;

import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.problem.Severity;
import dev.rdi.config.schema.PropertySchema;
import dev.rdi.config.schema.RecordSchema;
import dev.rdi.config.schema.ValueType;
import dev.rdi.config.schema.VariantSchema;
import dev.rdi.config.secret.References;
import dev.rdi.config.secret.Settings;
import dev.rdi.config.secret.Substitution;
import dev.rdi.config.yaml.YamlList;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlNode;
import dev.rdi.config.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a YAML tree into a record as the record's own declaration says, and reports everything that doesn't fit.
 *
 * <p>A value that is wrong or unknown gets a stand-in, so that one problem doesn't hide the next; a record that was
 * bound with errors is good for nothing but further checks. Confined to one thread.
 */
public final class Binder {
    private final References references;
    private final Severity unset;
    private final Problems problems;
    private final ScalarBinder scalars;

    /**
     * Creates a binder.
     *
     * @param unset how bad a reference without a value is
     * @param problems receives what doesn't fit
     */
    public Binder(References references, Severity unset, Problems problems) {
        this.references = references;
        this.unset = unset;
        this.problems = problems;
        this.scalars = new ScalarBinder(references, unset, problems);
    }

    /** Binds a map to a record. */
    public <T extends Record> T bind(Class<T> type, YamlMap map, Place place) {
        return bind(type, map, place, List.of());
    }

    private <T extends Record> T bind(Class<T> type, YamlMap map, Place place, List<String> alsoKnown) {
        RecordSchema schema = RecordSchema.of(type);
        List<@Nullable Object> values = new ArrayList<>();
        for (PropertySchema property : schema.properties()) {
            values.add(value(property, map, place));
        }
        new UnknownNames(problems).report(schema, map, place, alsoKnown);
        return checked(RecordFactory.create(type, values), map, place);
    }

    private <T extends Record> T checked(T record, YamlMap map, Place place) {
        if (record instanceof Checked rules) {
            rules.check(new Findings(map, place, unset, problems));
        }
        return record;
    }

    private @Nullable Object value(PropertySchema property, YamlMap map, Place place) {
        Optional<YamlMap.Entry> entry = map.present(property.name())
                .or(() -> property.aliases().stream()
                        .flatMap(alias -> map.present(alias).stream())
                        .findFirst());
        if (entry.isEmpty() && SingleItem.isWritten(property, map)) {
            return List.of(bind(SingleItem.type(property), map, place, List.of(property.name())));
        }
        if (entry.isEmpty()) {
            return property.flat() && hasFlat(property, map) ? flat(property, map, place) : absent(property, place);
        }
        Place here = child(place, entry.get());
        if (!property.deprecated().isEmpty()) {
            problems.warning(
                    "config.deprecated", namePlace(place, entry.get()), "is deprecated", property.deprecated());
        }
        return bind(property, property.type(), entry.get().value(), here, namePlace(place, entry.get()));
    }

    private @Nullable Object bind(PropertySchema property, ValueType type, YamlNode node, Place place, Place name) {
        if (type instanceof ValueType.Items items) {
            return items(property, items.item(), node, place);
        }
        if (type instanceof ValueType.Named named) {
            return named(property, named.value(), node, place);
        }
        if (type instanceof ValueType.Nested nested) {
            return nested(nested.type(), node, place, name);
        }
        if (type instanceof ValueType.Variants variants) {
            return variant(variants.type(), node, place, name);
        }
        if (type instanceof ValueType.Shapes shapes) {
            return shaped(shapes.type(), node, place, name);
        }
        if (type instanceof ValueType.Open open) {
            return settings(open, node, place);
        }
        if (type instanceof ValueType.Anything) {
            return anything(node, place);
        }
        Object value = scalars.bind(property, type, node, place);
        if (property.required()
                && node instanceof YamlScalar scalar
                && scalar.text().isBlank()) {
            missing(property, place);
        }
        return value;
    }

    private @Nullable Object absent(PropertySchema property, Place place) {
        if (property.required()) {
            missing(property, place.missing(property.name()));
        }
        ValueType type = property.type();
        if (type instanceof ValueType.Items) {
            return List.of();
        }
        if (type instanceof ValueType.Named) {
            return Map.of();
        }
        if (type instanceof ValueType.Open) {
            return Settings.NONE;
        }
        if (type instanceof ValueType.Shapes shapes && !property.optional()) {
            return shaped(shapes.type(), YamlMap.empty(), place, place);
        }
        if (property.optional() || type instanceof ValueType.Variants || type instanceof ValueType.Anything) {
            return null;
        }
        if (type instanceof ValueType.Nested nested) {
            return standIn(nested.type(), place);
        }
        return ScalarBinder.standIn(property, type, property.defaultValue());
    }

    /** A record of which nothing is given; that its properties are missing is no problem of its own. */
    private Record standIn(Class<? extends Record> type, Place place) {
        Binder quiet = new Binder(references, unset, new Problems(problems.file()));
        return quiet.bind(type, YamlMap.empty(), place);
    }

    private Record nested(Class<? extends Record> type, YamlNode node, Place place, Place name) {
        if (node instanceof YamlMap map) {
            return bind(type, map, name);
        }
        scalars.wrongKind("a map of properties", node, place);
        return standIn(type, place);
    }

    private void missing(PropertySchema property, Place place) {
        String sample = property.example().isEmpty() ? "…" : property.example();
        problems.error(
                "config.missing",
                place,
                "'" + property.name() + "' must be given",
                property.type() instanceof ValueType.Nested
                        ? "add the section " + property.name() + ":"
                        : "add " + property.name() + ": " + sample);
    }

    private boolean hasFlat(PropertySchema property, YamlMap map) {
        return property.type() instanceof ValueType.Nested nested
                && RecordSchema.of(nested.type()).properties().stream()
                        .anyMatch(child -> map.entry(child.name()).isPresent());
    }

    /** The children stand beside the other properties, as in files for early versions of RDI. */
    private Record flat(PropertySchema property, YamlMap map, Place place) {
        Class<? extends Record> type = ((ValueType.Nested) property.type()).type();
        RecordSchema schema = RecordSchema.of(type);
        List<YamlMap.Entry> own = map.entries().stream()
                .filter(entry -> schema.find(entry.name()).isPresent())
                .toList();
        problems.warning(
                "config.deprecated",
                namePlace(place, own.get(0)),
                "the properties of '" + property.name() + "' stand directly under '" + place.path() + "'",
                "put them into a section " + property.name() + ":");
        return bind(type, new YamlMap(own, map.line(), map.column()), place);
    }

    private YamlMap map(YamlNode node, Place place) {
        if (node instanceof YamlMap map) {
            return map;
        }
        scalars.wrongKind("a map of properties", node, place);
        return YamlMap.empty();
    }

    private List<Object> items(PropertySchema property, ValueType item, YamlNode node, Place place) {
        if (!(node instanceof YamlList list)) {
            scalars.wrongKind(ScalarBinder.LIST, node, place);
            return List.of();
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            YamlNode child = list.items().get(i);
            Place here = place.item(i, child.line(), child.column());
            if (child instanceof YamlScalar scalar
                    && scalar.plain()
                    && scalar.text().isEmpty()) {
                problems.error("config.wrong-type", here, "the item is empty", "write its value, or remove the dash");
            }
            Object value = bind(property, item, child, here, here);
            if (value != null) {
                items.add(value);
            }
        }
        return items;
    }

    private Map<String, Object> named(PropertySchema property, ValueType type, YamlNode node, Place place) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (YamlMap.Entry entry : map(node, place).entries()) {
            YamlNode value = entry.isNull() && type instanceof ValueType.Nested
                    ? new YamlMap(List.of(), entry.line(), entry.column())
                    : entry.value();
            Object bound = bind(property, type, value, child(place, entry), namePlace(place, entry));
            if (bound != null) {
                values.put(entry.name(), bound);
            }
        }
        return values;
    }

    private @Nullable Record variant(Class<?> type, YamlNode node, Place place, Place name) {
        YamlMap map = map(node, place);
        String decider = VariantSchema.decider(type).value();
        if (node instanceof YamlMap && map.present(decider).isEmpty()) {
            missing(VariantChoice.property(type), name.missing(decider));
        }
        return new VariantChoice(scalars)
                .word(type, map, name)
                .map(word -> bindVariant(type, word, map, name, decider))
                .orElse(null);
    }

    private Record bindVariant(Class<?> type, String word, YamlMap map, Place name, String decider) {
        VariantSchema variant = VariantSchema.find(type, word).orElseThrow();
        return bind(variant.type(), map.with(decider, word), name, List.of(decider));
    }

    /** The component whose shape the node has; the others are absent. */
    private Record shaped(Class<? extends Record> type, YamlNode node, Place place, Place name) {
        List<@Nullable Object> values = new ArrayList<>();
        boolean fits = false;
        RecordSchema schema = RecordSchema.of(type);
        for (PropertySchema property : schema.properties()) {
            boolean chosen = shape(property.type()).isInstance(node);
            fits |= chosen;
            values.add(chosen ? bind(property, property.type(), node, place, name) : absent(property, place));
        }
        if (!fits) {
            PropertySchema first = schema.properties().get(0);
            bind(first, first.type(), node, place, name);
        }
        return RecordFactory.create(type, values);
    }

    private static Class<? extends YamlNode> shape(ValueType type) {
        if (type instanceof ValueType.Items) {
            return YamlList.class;
        }
        return type instanceof ValueType.Named || type instanceof ValueType.Nested ? YamlMap.class : YamlScalar.class;
    }

    private Settings settings(ValueType.Open open, YamlNode node, Place place) {
        Map<String, String> values = new LinkedHashMap<>();
        for (YamlMap.Entry entry : map(node, place).entries()) {
            if (entry.isNull()) {
                continue;
            }
            Place here = child(place, entry);
            if (!(entry.value() instanceof YamlScalar scalar)) {
                scalars.wrongKind("a single value", entry.value(), here);
                continue;
            }
            open.known().stream()
                    .filter(known -> known.isNamed(entry.name()))
                    .forEach(known -> scalars.bind(known, known.type(), scalar, here));
            scalars.substitute(scalar, here)
                    .ifPresent(text -> values.put(entry.name(), ScalarBinder.passedOn(scalar, text.text())));
        }
        return new Settings(values);
    }

    private Object anything(YamlNode node, Place place) {
        if (node instanceof YamlMap map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.entries().forEach(entry -> values.put(entry.name(), anything(entry.value(), child(place, entry))));
            return values;
        }
        if (node instanceof YamlList list) {
            return list.items().stream().map(item -> anything(item, place)).toList();
        }
        YamlScalar scalar = (YamlScalar) node;
        return scalars.substitute(scalar, place).map(Substitution::text).orElse(scalar.text());
    }

    private static Place child(Place place, YamlMap.Entry entry) {
        return place.child(entry.name(), entry.value().line(), entry.value().column());
    }

    private static Place namePlace(Place place, YamlMap.Entry entry) {
        return place.child(entry.name(), entry.line(), entry.column());
    }
}
