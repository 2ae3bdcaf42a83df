package dev.rdi.config.bind;

import dev.rdi.config.problem.Place;
import dev.rdi.config.schema.PropertySchema;
import dev.rdi.config.schema.VariantSchema;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Finds out which of several records a map stands for. Confined to one thread. */
final class VariantChoice {
    private final ScalarBinder scalars;

    VariantChoice(ScalarBinder scalars) {
        this.scalars = scalars;
    }

    /** The property that decides. */
    static PropertySchema property(Class<?> type) {
        return PropertySchema.choice(VariantSchema.decider(type).value(), "", words(type));
    }

    /**
     * The word that chooses; where it is wrong, which is then reported, the one that was most likely meant, or the only
     * one.
     */
    Optional<String> word(Class<?> type, YamlMap map, Place place) {
        PropertySchema property = property(type);
        Optional<YamlMap.Entry> entry = map.present(property.name());
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        YamlMap.Entry chosen = entry.get();
        Place here =
                place.child(chosen.name(), chosen.value().line(), chosen.value().column());
        Optional<String> word =
                scalars.parse(property, property.type(), chosen.value(), here).map(String.class::cast);
        return word.isEmpty() && chosen.value() instanceof YamlScalar scalar ? meant(scalar.text(), words(type)) : word;
    }

    private static Optional<String> meant(String written, List<String> words) {
        return NearestName.of(written, words)
                .or(() -> words.stream().filter(only -> words.size() == 1).findFirst());
    }

    private static List<String> words(Class<?> type) {
        return VariantSchema.of(type).stream()
                .flatMap(variant -> variant.words().stream())
                .toList();
    }
}
