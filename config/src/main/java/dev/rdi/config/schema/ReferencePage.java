package dev.rdi.config.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the reference page of a file: one table of properties for each section, in Markdown.
 *
 * <p>Confined to one thread.
 */
public final class ReferencePage {
    private final StringBuilder page = new StringBuilder();

    private ReferencePage() {}

    /**
     * The page of a record.
     *
     * @param introduction Markdown that stands above the tables
     */
    public static String of(Class<? extends Record> type, String introduction) {
        ReferencePage reference = new ReferencePage();
        reference.page.append(introduction.strip()).append('\n');
        reference.section("", RecordSchema.of(type).properties());
        return reference.page.toString();
    }

    private void section(String path, List<PropertySchema> properties) {
        table(properties);
        for (PropertySchema property : properties) {
            children(child(path, property.name()), property.description(), property.type());
        }
    }

    private void children(String path, String description, ValueType type) {
        if (type instanceof ValueType.Nested nested) {
            heading(path, description);
            section(path, RecordSchema.of(nested.type()).properties());
        } else if (type instanceof ValueType.Named named) {
            children(path + ".<name>", description, named.value());
        } else if (type instanceof ValueType.Items items) {
            children(path + "[]", description, items.item());
        } else if (type instanceof ValueType.Shapes shapes) {
            RecordSchema.of(shapes.type())
                    .properties()
                    .forEach(shape -> children(path, shape.description(), shape.type()));
        } else if (type instanceof ValueType.Variants variants) {
            variants(path, variants.type());
        } else if (type instanceof ValueType.Open open && !open.known().isEmpty()) {
            heading(path, description);
            table(open.known());
        }
    }

    private void variants(String path, Class<?> type) {
        OneOf decider = VariantSchema.decider(type);
        for (VariantSchema variant : VariantSchema.of(type)) {
            page.append("\n## ")
                    .append(code(chosen(path, variant)))
                    .append(": ")
                    .append(variant.title())
                    .append('\n');
            List<PropertySchema> properties = new ArrayList<>();
            properties.add(PropertySchema.choice(decider.value(), decider.description(), variant.words()));
            RecordSchema.of(variant.type()).properties().stream()
                    .filter(property -> !property.isNamed(decider.value()))
                    .forEach(properties::add);
            section(chosen(path, variant), properties);
        }
    }

    /** The path of a variant in a list says which it is. */
    private static String chosen(String path, VariantSchema variant) {
        return path.endsWith("[]")
                ? path.substring(0, path.length() - 1) + String.join(" or ", variant.words()) + "]"
                : path;
    }

    private void heading(String path, String description) {
        page.append("\n## ")
                .append(code(path))
                .append("\n\n")
                .append(description)
                .append('\n');
    }

    private void table(List<PropertySchema> properties) {
        page.append("\n| Property | Value | Default | Meaning |\n|---|---|---|---|\n");
        for (PropertySchema property : properties) {
            page.append("| ")
                    .append(code(property.name()))
                    .append(" | ")
                    .append(cell(value(property.type())))
                    .append(" | ")
                    .append(defaultCell(property))
                    .append(" | ")
                    .append(cell(meaning(property)))
                    .append(" |\n");
        }
    }

    private static String defaultCell(PropertySchema property) {
        return property.writtenDefault().map(ReferencePage::code).orElse(property.required() ? "required" : "");
    }

    private static String meaning(PropertySchema property) {
        StringBuilder text = new StringBuilder(property.description());
        if (!property.appliesTo().isEmpty()) {
            text.append(" For: ").append(property.appliesTo()).append('.');
        }
        if (!property.deprecated().isEmpty()) {
            text.append(" Deprecated: ").append(property.deprecated()).append('.');
        }
        if (!property.aliases().isEmpty()) {
            text.append(" Also accepted: ")
                    .append(code(String.join(", ", property.aliases())))
                    .append('.');
        }
        if (!property.example().isEmpty()) {
            text.append(" Example: ").append(code(property.example())).append('.');
        }
        return text.toString();
    }

    private static String value(ValueType type) {
        if (type instanceof ValueType.Shapes shapes) {
            return String.join(
                    " or ",
                    RecordSchema.of(shapes.type()).properties().stream()
                            .map(shape -> value(shape.type()))
                            .toList());
        }
        if (type instanceof ValueType.Expression) {
            return "expression";
        }
        if (type instanceof ValueType.Text text) {
            return text.maxLength() < Integer.MAX_VALUE ? "text, at most " + text.maxLength() + " characters" : "text";
        }
        if (type instanceof ValueType.Hidden) {
            return "text, never printed";
        }
        if (type instanceof ValueType.Whole whole) {
            return "whole number" + range(whole.min(), whole.max());
        }
        if (type instanceof ValueType.Millis millis) {
            return "milliseconds" + range(millis.min(), millis.max());
        }
        if (type instanceof ValueType.Decimal decimal) {
            return "number" + range(decimal.min(), Long.MAX_VALUE);
        }
        if (type instanceof ValueType.Flag) {
            return "`true` or `false`";
        }
        if (type instanceof ValueType.Choice choice) {
            return String.join(
                    ", ", choice.allowed().stream().map(ReferencePage::code).toList());
        }
        return type instanceof ValueType.Items items ? "list of " + plural(items.item()) : "map";
    }

    private static String plural(ValueType item) {
        if (item instanceof ValueType.Expression) {
            return "expressions";
        }
        if (item instanceof ValueType.Shapes shapes) {
            return String.join(
                    " or ",
                    RecordSchema.of(shapes.type()).properties().stream()
                            .map(shape -> plural(shape.type()))
                            .toList());
        }
        return item instanceof ValueType.Text ? "texts" : "maps";
    }

    private static String range(long min, long max) {
        if (min <= Integer.MIN_VALUE) {
            return "";
        }
        return max < Integer.MAX_VALUE ? ", " + min + " to " + max : ", at least " + min;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String code(String text) {
        return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
