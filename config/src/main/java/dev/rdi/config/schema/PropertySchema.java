package dev.rdi.config.schema;

import java.util.List;
import java.util.Optional;

/**
 * What is known about a property.
 *
 * <p>Immutable.
 *
 * @param name the name in the file
 * @param aliases other names that are accepted
 * @param optional whether the record holds it as an {@link Optional}
 * @param required whether it must be given
 * @param flat whether its children may stand in its place
 * @param single whether the properties of its only item may stand in the place of the list
 * @param defaultValue as it would be written; empty for none
 * @param deprecated what to do instead; empty where it isn't deprecated
 */
public record PropertySchema(
        String name,
        List<String> aliases,
        ValueType type,
        boolean optional,
        boolean required,
        boolean flat,
        boolean single,
        String description,
        String appliesTo,
        String defaultValue,
        String example,
        String deprecated) {

    public PropertySchema {
        aliases = List.copyOf(aliases);
    }

    /** Whether the property has this name or alias. */
    public boolean isNamed(String candidate) {
        return name.equals(candidate) || aliases.contains(candidate);
    }

    /** The default as it would be written, where there is one. */
    public Optional<String> writtenDefault() {
        return Optional.of(defaultValue).filter(text -> !text.isEmpty());
    }

    /** A property that must be one of some words. */
    public static PropertySchema choice(String name, String description, List<String> words) {
        ValueType type = new ValueType.Choice(words);
        return new PropertySchema(
                name, List.of(), type, false, true, false, false, description, "", "", words.get(0), "");
    }

    /** The same property where it may be written but should not be. */
    PropertySchema optionalAndDeprecated(String advice) {
        return new PropertySchema(
                name, aliases, type, true, false, false, single, description, appliesTo, defaultValue, example, advice);
    }
}
