package dev.rdi.collector;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A column of a source that no server is at hand for, as Debezium's connector describes it.
 *
 * @param schema of its values; empty where the connector doesn't capture columns of the type
 */
record CapturedColumn(Optional<Schema> schema, @Nullable Object value) {

    private static final Pattern TYPE = Pattern.compile("([^(]+)(?:\\(([^)]*)\\))?(.*)");

    /** The parts of a type as CREATE TABLE has it, such as {@code decimal(10,2)}. */
    record Type(String name, List<Integer> arguments) {

        static Type of(String text) {
            Matcher matcher = TYPE.matcher(text.replace(" not null", ""));
            if (!matcher.matches()) {
                throw new IllegalArgumentException(text);
            }
            String arguments = matcher.group(2) == null ? "" : matcher.group(2);
            return new Type(
                    (matcher.group(1).strip() + " " + matcher.group(3).strip()).strip(),
                    Stream.of(arguments.split(",", -1))
                            .map(String::strip)
                            .filter(number -> number.matches("-?\\d+"))
                            .map(Integer::valueOf)
                            .toList());
        }

        int argument(int index, int otherwise) {
            return index < arguments.size() ? arguments.get(index) : otherwise;
        }
    }

    /** The text of a literal of SQL: between quotation marks, or all of it. */
    static String text(String literal) {
        int open = literal.indexOf('\'');
        return open < 0
                ? literal
                : literal.substring(open + 1, literal.lastIndexOf('\'')).replace("''", "'");
    }

    /** The bytes of a literal with hexadecimal digits. */
    static byte[] bytes(String literal) {
        return HexFormat.of().parseHex(literal.startsWith("0x") ? literal.substring(2) : text(literal));
    }

    static BigDecimal number(String literal) {
        return new BigDecimal(text(literal));
    }
}
