package dev.rdi.cli;

import dev.rdi.config.bind.NearestName;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the value of an option that is one of a few words, in any case; a wrong one is answered with the right ones.
 *
 * <p>Immutable.
 *
 * @param <E> prints itself as it is typed
 */
final class Choice<E extends Enum<E>> implements ITypeConverter<E> {
    private final List<E> values;

    Choice(E[] values) {
        this.values = List.of(values);
    }

    @Override
    public E convert(String typed) {
        for (E value : values) {
            if (value.toString().equalsIgnoreCase(typed)) {
                return value;
            }
        }
        List<String> words = values.stream().map(E::toString).toList();
        throw new TypeConversionException("'" + typed + "' is none of " + String.join(", ", words)
                + NearestName.of(typed, words)
                        .map(word -> "; did you mean " + word + "?")
                        .orElse(""));
    }
}
