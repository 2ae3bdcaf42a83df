package dev.rdi.expression.jmespath;

import static dev.rdi.expression.jmespath.FunctionBuilder.builtIn;
import static dev.rdi.expression.jmespath.FunctionBuilder.custom;
import static dev.rdi.expression.jmespath.TextFunctions.text;

import dev.rdi.expression.JsonValues;
import dev.rdi.expression.Values;
import dev.rdi.expression.jmespath.Function.Trait;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that make text of values and values of text. Stateless. */
final class FormatFunctions {

    private FormatFunctions() {}

    static List<Function> all() {
        return List.of(
                custom("concat")
                        .takes("values", Kind.ARRAY)
                        .with(Trait.NULL_FIRST)
                        .with(Trait.READS_CONTENTS)
                        .means("The values as one text; null is written `None`, booleans `True` and `False`")
                        .example(
                                "concat([first, ' ', last])",
                                "{\"first\": \"Ada\", \"last\": \"King\"}",
                                "\"Ada King\"")
                        .computes(arguments -> concat(ListFunctions.list(arguments[0]))),
                builtIn("to_string")
                        .takes("value")
                        .with(Trait.READS_CONTENTS)
                        .means("Text as it is, everything else as JSON")
                        .example("to_string(ids)", "{\"ids\": [1, 2]}", "\"[1,2]\"")
                        .computes(arguments -> arguments[0] == null ? "null" : Values.text(arguments[0])),
                custom("base64_decode")
                        .takes("text", Kind.STRING)
                        .with(Trait.NULL_FIRST)
                        .means("The UTF-8 text that is encoded as base64")
                        .example("base64_decode(data)", "{\"data\": \"SGVsbG8=\"}", "\"Hello\"")
                        .computes(arguments -> base64Decode(text(arguments[0]))),
                custom("hash")
                        .takes("value")
                        .takes("hash_name", Kind.STRING)
                        .optional()
                        .with(Trait.NULL_FIRST)
                        .means(
                                "The hash of the UTF-8 bytes of a text, or of the JSON of another value, in hexadecimal digits, by sha1 unless another"
                                        + " function is named: " + String.join(", ", Hashes.names()))
                        .example("hash(name, `md5`)", "{\"name\": \"abc\"}", "\"900150983cd24fb0d6963f7d28e17f72\"")
                        .does(new HashBody()),
                custom("json_parse")
                        .takes("text", Kind.STRING)
                        .with(Trait.NULL_FIRST)
                        .means("The value that a JSON text describes")
                        .example("json_parse(data).a", "{\"data\": \"{\\\"a\\\": [1]}\"}", "[1]")
                        .computes(arguments -> jsonParse(text(arguments[0]))),
                custom("xml_to_dict")
                        .takes("text", Kind.STRING)
                        .with(Trait.NULL_FIRST)
                        .means("The object that an XML text describes: attributes as `@name`, text beside them as"
                                + " `#text`, repeated elements as an array")
                        .example(
                                "xml_to_dict(xml)",
                                "{\"xml\": \"<root><name>John</name><age>30</age></root>\"}",
                                "{\"root\":{\"name\":\"John\",\"age\":\"30\"}}")
                        .computes(arguments -> XmlDocument.parse(text(arguments[0]))));
    }

    private static String concat(List<?> values) {
        StringBuilder text = new StringBuilder();
        for (Object value : values) {
            Texts.append(value, text);
        }
        return text.toString();
    }

    private static String base64Decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(withoutLineBreaks(text));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException e) {
            throw Failures.argument("base64_decode", 1, "text", "is not base64");
        } catch (CharacterCodingException e) {
            throw Failures.argument("base64_decode", 1, "text", "encodes no UTF-8 text");
        }
    }

    /** Databases break encoded text into lines. */
    private static String withoutLineBreaks(String text) {
        return text.indexOf('\n') < 0 ? text : text.replace("\r", "").replace("\n", "");
    }

    private static @Nullable Object jsonParse(String text) {
        try {
            return JsonValues.parse(text);
        } catch (IllegalArgumentException e) {
            throw Failures.argument("json_parse", 1, "text", "is not JSON");
        }
    }
}
