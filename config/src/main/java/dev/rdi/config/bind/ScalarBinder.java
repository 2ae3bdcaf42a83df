package dev.rdi.config.bind;

import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.problem.Severity;
import dev.rdi.config.schema.ExpressionText;
import dev.rdi.config.schema.PropertySchema;
import dev.rdi.config.schema.ValueType;
import dev.rdi.config.secret.References;
import dev.rdi.config.secret.Secret;
import dev.rdi.config.secret.Substitution;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlNode;
import dev.rdi.config.yaml.YamlScalar;
import dev.rdi.model.RdiException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads scalars: puts in the values of references, then parses. Confined to one thread. */
final class ScalarBinder {
    static final String LIST = "a list";

    private final References references;
    private final Severity unset;
    private final Problems problems;

    ScalarBinder(References references, Severity unset, Problems problems) {
        this.references = references;
        this.unset = unset;
        this.problems = problems;
    }

    /** The value of a node; a stand-in where it is wrong or unknown, which was then reported. */
    Object bind(PropertySchema property, ValueType type, YamlNode node, Place place) {
        return parse(property, type, node, place)
                .orElseGet(() -> standIn(property, type, node instanceof YamlScalar scalar ? scalar.text() : ""));
    }

    /** The value of a node; empty where it is wrong or unknown, which was then reported. */
    Optional<Object> parse(PropertySchema property, ValueType type, YamlNode node, Place place) {
        if (!(node instanceof YamlScalar scalar)) {
            wrongKind(expected(type), node, place);
            return Optional.empty();
        }
        if (type instanceof ValueType.Expression) {
            return Optional.of(new ExpressionText(scalar.text(), place.path()));
        }
        Optional<Substitution> text = substitute(scalar, place).filter(Substitution::isComplete);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ScalarParser.parse(type, text.get().text()));
        } catch (ScalarParser.Refused e) {
            problems.error(
                    e.code(), place, e.reason() + ", not " + shown(scalar, text.get()), fix(property, type, scalar));
            return Optional.empty();
        }
    }

    /** The text of a scalar with the values of its references; empty if one can't be read. */
    Optional<Substitution> substitute(YamlScalar scalar, Place place) {
        try {
            Substitution result = Substitution.of(scalar.text(), references);
            if (result.malformed()) {
                problems.error(
                        "config.bad-reference",
                        place,
                        "a ${ starts a reference, but no name and } follow",
                        "write ${NAME} for a reference, or $${ for the two characters themselves");
            }
            result.unset().forEach(name -> reportUnset(name, place));
            return Optional.of(result);
        } catch (RdiException e) {
            problems.error(e.code(), place, e.what(), e.cure());
            return Optional.empty();
        }
    }

    private void reportUnset(String name, Place place) {
        problems.add(
                unset,
                "config.unset-reference",
                place,
                "the reference ${" + name + "} is not set",
                name.startsWith("secret:")
                        ? "write ${secret:PROVIDER:OBJECT:KEY} of a provider under secret-providers"
                        : "set the environment variable " + name + ", or write the value into a file of that name"
                                + " in the folder given with --secrets-dir, or store it with redis-di set-secret");
    }

    void wrongKind(String expected, YamlNode node, Place place) {
        String fix = "write " + expected;
        if (expected.equals(LIST) && node instanceof YamlMap) {
            fix = "put a dash in front of it, with a space";
        } else if (expected.equals(LIST)) {
            fix = "write it in brackets, as in [a, b]";
        } else if (!(node instanceof YamlScalar)) {
            fix += "; a text that starts with { or [ needs quotes";
        }
        problems.error("config.wrong-type", place, "must be " + expected + ", not " + kind(node), fix);
    }

    private static String kind(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return scalar.text().isEmpty() ? "empty" : "a single value";
        }
        return node instanceof YamlMap ? "a map" : "a list";
    }

    /** A value that came from a reference, wholly or in part, is never shown. */
    private static String shown(YamlScalar scalar, Substitution text) {
        if (text.hasReferences()) {
            return "the value of ${" + String.join("}, ${", text.referenced()) + "}";
        }
        String written =
                scalar.text().length() <= 60 ? scalar.text() : scalar.text().substring(0, 60) + "…";
        return "'" + written.replaceAll("\\R", " ") + "'";
    }

    private static String fix(PropertySchema property, ValueType type, YamlScalar scalar) {
        if (type instanceof ValueType.Choice choice) {
            return "write "
                    + NearestName.of(scalar.text(), choice.allowed())
                            .orElseGet(() -> String.join(" or ", choice.allowed()));
        }
        String sample = property.example().isEmpty() ? property.defaultValue() : property.example();
        return "write " + expected(type) + (sample.isEmpty() ? "" : ", such as " + sample);
    }

    private static String expected(ValueType type) {
        if (type instanceof ValueType.Whole whole) {
            return "a whole number" + range(whole.min(), whole.max());
        }
        if (type instanceof ValueType.Millis millis) {
            return "a whole number of milliseconds" + range(millis.min(), millis.max());
        }
        if (type instanceof ValueType.Choice choice) {
            return "one of " + String.join(", ", choice.allowed());
        }
        if (type instanceof ValueType.Flag) {
            return "true or false";
        }
        if (type instanceof ValueType.Expression) {
            return "an expression";
        }
        return type instanceof ValueType.Decimal ? "a number" : "a text";
    }

    private static String range(long min, long max) {
        return min <= Integer.MIN_VALUE ? "" : " that is " + ScalarParser.range(min, max);
    }

    /** Something of the type, so that the rest can be checked although this value is unknown. */
    static Object standIn(PropertySchema property, ValueType type, String written) {
        if (type instanceof ValueType.Expression) {
            return ExpressionText.NONE;
        }
        try {
            if (type instanceof ValueType.Text || type instanceof ValueType.Hidden) {
                return type instanceof ValueType.Hidden ? new Secret(written) : written;
            }
            return property.writtenDefault().isPresent()
                    ? ScalarParser.parse(type, property.defaultValue())
                    : smallest(type);
        } catch (ScalarParser.Refused e) {
            throw new IllegalStateException(property.name() + " has a default that is refused: " + e.reason(), e);
        }
    }

    private static Object smallest(ValueType type) {
        if (type instanceof ValueType.Whole whole) {
            return Math.max(whole.min(), 0);
        }
        if (type instanceof ValueType.Millis millis) {
            return Duration.ofMillis(Math.max(millis.min(), 0));
        }
        if (type instanceof ValueType.Choice choice) {
            return choice.allowed().get(0);
        }
        if (type instanceof ValueType.Decimal) {
            return 0.0;
        }
        return false;
    }

    /** The text of a setting that is passed on: truth values in the one spelling that every reader knows. */
    static String passedOn(YamlScalar scalar, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return scalar.plain() && (lower.equals("true") || lower.equals("false")) ? lower : text;
    }
}
