package dev.rdi.config.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the JSON schema (draft 7) of a record, with which editors complete and check a file.
 *
 * <p>Every scalar may be a reference instead, and a section may be empty. Confined to one thread.
 */
public final class JsonSchema {
    private static final String REFERENCE = "\\$\\{[^${}\\s]+\\}";

    private final JsonGenerator out;

    private JsonSchema(JsonGenerator out) {
        this.out = out;
    }

    /** The schema of a record as JSON text. */
    public static String of(Class<? extends Record> type, String title) {
        StringWriter text = new StringWriter();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator out = new JsonFactory().createGenerator(text).setPrettyPrinter(printer)) {
            out.writeStartObject();
            out.writeStringField("$schema", "http://json-schema.org/draft-07/schema#");
            out.writeStringField("title", title);
            new JsonSchema(out).closed(RecordSchema.of(type).properties());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    /** A map that has these properties and no others. */
    private void closed(List<PropertySchema> properties) throws IOException {
        properties(properties);
        out.writeBooleanField("additionalProperties", false);
    }

    private void properties(List<PropertySchema> properties) throws IOException {
        types("object", "null");
        out.writeObjectFieldStart("properties");
        for (PropertySchema property : properties) {
            property(property, property.name());
            for (String alias : property.aliases()) {
                property(property, alias);
            }
        }
        out.writeEndObject();
        List<String> required = properties.stream()
                .filter(property -> property.required() && !property.flat())
                .map(PropertySchema::name)
                .toList();
        if (!required.isEmpty()) {
            array("required", required);
        }
    }

    private void property(PropertySchema property, String name) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeStringField("description", description(property));
        if (!property.deprecated().isEmpty()) {
            out.writeBooleanField("deprecated", true);
        }
        type(property.type());
        if (property.writtenDefault().isPresent()) {
            out.writeFieldName("default");
            defaultValue(property);
        }
        out.writeEndObject();
    }

    private static String description(PropertySchema property) {
        return property.appliesTo().isEmpty()
                ? property.description()
                : property.description() + " (" + property.appliesTo() + ")";
    }

    private void defaultValue(PropertySchema property) throws IOException {
        if (property.type() instanceof ValueType.Flag) {
            out.writeBoolean(Boolean.parseBoolean(property.defaultValue()));
        } else if (property.type() instanceof ValueType.Text || property.type() instanceof ValueType.Choice) {
            out.writeString(property.defaultValue());
        } else {
            out.writeNumber(property.defaultValue());
        }
    }

    private void type(ValueType type) throws IOException {
        if (type instanceof ValueType.Text text) {
            types("string", "number", "boolean", "null");
            if (text.maxLength() < Integer.MAX_VALUE) {
                out.writeNumberField("maxLength", text.maxLength());
            }
            if (!text.pattern().isEmpty()) {
                out.writeStringField("pattern", "^(" + text.pattern() + ")$|" + REFERENCE);
            }
        } else if (type instanceof ValueType.Hidden || type instanceof ValueType.Expression) {
            types("string", "number", "boolean", "null");
        } else if (type instanceof ValueType.Whole whole) {
            number("integer", whole.min(), whole.max());
        } else if (type instanceof ValueType.Millis millis) {
            number("integer", millis.min(), millis.max());
        } else if (type instanceof ValueType.Decimal decimal) {
            number("number", decimal.min(), Long.MAX_VALUE);
        } else if (type instanceof ValueType.Flag) {
            types("boolean", "string", "null");
            out.writeStringField("pattern", "^(true|false|yes|no|on|off)$|" + REFERENCE);
        } else if (type instanceof ValueType.Choice choice) {
            words(choice.allowed());
        } else {
            structure(type);
        }
    }

    private void structure(ValueType type) throws IOException {
        if (type instanceof ValueType.Items items) {
            types("array", "null");
            out.writeObjectFieldStart("items");
            type(items.item());
            out.writeEndObject();
        } else if (type instanceof ValueType.Named named) {
            types("object", "null");
            out.writeObjectFieldStart("additionalProperties");
            type(named.value());
            out.writeEndObject();
        } else if (type instanceof ValueType.Nested nested) {
            nested(RecordSchema.of(nested.type()));
        } else if (type instanceof ValueType.Shapes shapes) {
            shapes(RecordSchema.of(shapes.type()).properties());
        } else if (type instanceof ValueType.Variants variants) {
            variants(variants.type());
        } else if (type instanceof ValueType.Open open) {
            properties(open.known());
            scalarsBeside();
        }
    }

    /** A record, or the only item of its list in the list's place. */
    private void nested(RecordSchema schema) throws IOException {
        List<PropertySchema> properties = schema.properties();
        if (!schema.closed()) {
            properties(properties);
            return;
        }
        Optional<PropertySchema> single =
                properties.stream().filter(PropertySchema::single).findFirst();
        if (single.isEmpty()) {
            closed(withFlatForm(properties));
            return;
        }
        out.writeArrayFieldStart("anyOf");
        out.writeStartObject();
        closed(properties);
        out.writeEndObject();
        if (single.get().type() instanceof ValueType.Items items && items.item() instanceof ValueType.Nested item) {
            out.writeStartObject();
            closed(RecordSchema.of(item.type()).properties());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void shapes(List<PropertySchema> shapes) throws IOException {
        out.writeArrayFieldStart("anyOf");
        for (PropertySchema shape : shapes) {
            out.writeStartObject();
            out.writeStringField("description", shape.description());
            type(shape.type());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Adds the children that may stand beside the property that they belong to. */
    private static List<PropertySchema> withFlatForm(List<PropertySchema> properties) {
        List<PropertySchema> all = new ArrayList<>(properties);
        for (PropertySchema property : properties) {
            if (property.flat() && property.type() instanceof ValueType.Nested nested) {
                String advice = "write it under " + property.name();
                RecordSchema.of(nested.type())
                        .properties()
                        .forEach(child -> all.add(child.optionalAndDeprecated(advice)));
            }
        }
        return all;
    }

    private void scalarsBeside() throws IOException {
        out.writeObjectFieldStart("additionalProperties");
        types("string", "number", "boolean", "null");
        out.writeEndObject();
    }

    private void variants(Class<?> type) throws IOException {
        out.writeArrayFieldStart("anyOf");
        for (VariantSchema variant : VariantSchema.of(type)) {
            out.writeStartObject();
            out.writeStringField("title", variant.title());
            closed(withDecider(VariantSchema.decider(type), variant));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static List<PropertySchema> withDecider(OneOf decider, VariantSchema variant) {
        List<PropertySchema> all = new ArrayList<>();
        all.add(PropertySchema.choice(decider.value(), decider.description(), variant.words()));
        RecordSchema.of(variant.type()).properties().stream()
                .filter(property -> !property.isNamed(decider.value()))
                .forEach(all::add);
        return all;
    }

    private void words(List<String> words) throws IOException {
        out.writeArrayFieldStart("anyOf");
        out.writeStartObject();
        array("enum", words);
        out.writeEndObject();
        out.writeStartObject();
        types("string", "null");
        out.writeStringField("pattern", REFERENCE);
        out.writeEndObject();
        out.writeEndArray();
    }

    private void number(String name, long min, long max) throws IOException {
        types(name, "string", "null");
        out.writeStringField("pattern", "^[-+]?[0-9.]+$|" + REFERENCE);
        if (min > Integer.MIN_VALUE) {
            out.writeNumberField("minimum", min);
        }
        if (max < Integer.MAX_VALUE) {
            out.writeNumberField("maximum", max);
        }
    }

    private void types(String... names) throws IOException {
        array("type", List.of(names));
    }

    private void array(String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}
