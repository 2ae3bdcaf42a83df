package dev.rdi.config.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One of the records of a sealed interface, and the words that choose it.
 *
 * <p>Immutable.
 */
public record VariantSchema(String title, List<String> words, Class<? extends Record> type) {
    public VariantSchema {
        words = List.copyOf(words);
    }

    /** The variants of an interface that is marked {@link OneOf}, in the order of its declaration. */
    public static List<VariantSchema> of(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses())
                .map(VariantSchema::variant)
                .toList();
    }

    /** The property that decides between the variants. */
    public static OneOf decider(Class<?> type) {
        return Objects.requireNonNull(type.getAnnotation(OneOf.class), type + " is no choice of records");
    }

    /** The variant that a word chooses. */
    public static Optional<VariantSchema> find(Class<?> type, String word) {
        return of(type).stream()
                .filter(variant -> variant.words().contains(word))
                .findFirst();
    }

    private static VariantSchema variant(Class<?> type) {
        Variant variant =
                Objects.requireNonNull(type.getAnnotation(Variant.class), type + " doesn't say what chooses it");
        return new VariantSchema(variant.title(), List.of(variant.value()), type.asSubclass(Record.class));
    }
}
