package dev.rdi.expression.jmespath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rdi.expression.Constant;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.FieldReference;
import dev.rdi.expression.InvalidExpressionException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompileTest {

    @Test
    void bareFieldsAndLiteralsNeedNoInterpreter() {
        assertThat(Sample.compile("id")).isEqualTo(new FieldReference(FieldPath.parse("id")));
        assertThat(Sample.compile(" after.\"the id\" ")).isEqualTo(new FieldReference(FieldPath.parse("after.the id")));
        assertThat(Sample.compile("after | id")).isEqualTo(new FieldReference(FieldPath.parse("after.id")));
        assertThat(Sample.compile("'x'")).isEqualTo(new Constant("x"));
        assertThat(Sample.compile("`5`")).isEqualTo(new Constant(5L));
        assertThat(Sample.compile("upper('x')")).isEqualTo(new Constant("X"));
        assertThat(Sample.compile("`{\"a\": [1, 2]}`.a[1] > `1`")).isEqualTo(new Constant(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "id ~ id",
                "after.id ~ after.id",
                "concat(['a:', id, ':', name]) ~ id,name",
                "a.b[0].c ~ a.b",
                "a[?b == 'x'].c ~ a",
                "a.*.b ~ a",
                "keys(key)[0] ~ key",
                "(a || b).c ~ a,b",
                "a.{x: b, y: c.d} ~ a,a.b,a.c.d",
                "a | b.c ~ a.b.c",
                "'x' ~ ''",
                "uuid() ~ ''",
                "sort_by(list, &size)[0] ~ list",
                "filter_entries(address, `key == 'zip'`) ~ address",
                "\"a.b\" ~ a\\.b"
            })
    void knowsWhatIsRead(String text, String paths) {
        Set<FieldPath> expected = Arrays.stream(paths.split(","))
                .filter(path -> !path.equals("''") && !path.isEmpty())
                .map(FieldPath::parse)
                .collect(Collectors.toSet());
        assertThat(Sample.compile(text).reads()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "to_entries(@)", "*", "length(@)", "@.*", "keys(@)"})
    void knowsThatTheWholeRecordIsRead(String text) {
        assertThat(Sample.compile(text).reads()).containsExactly(FieldPath.RECORD);
    }

    @Test
    void knowsWhatDependsOnMoreThanTheRecord() {
        assertThat(Sample.compile("uuid()").isVolatile()).isTrue();
        assertThat(Sample.compile("concat([id, uuid()])").isVolatile()).isTrue();
        assertThat(Sample.compile("a && time_delta_days('2020-01-01') > `3`").isVolatile())
                .isTrue();
        assertThat(Sample.compile("upper(a)").isVolatile()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "uper(name) ~ 0 ~ there is no function 'uper' ~ did you mean 'upper'?",
                "a && Upper(name) ~ 5 ~ there is no function 'Upper' ~ did you mean 'upper'?",
                "frobnicate(name) ~ 0 ~ there is no function 'frobnicate' ~ use one of the functions of the reference",
                "left(name) ~ 0 ~ the function 'left' takes 2 arguments, not 1 ~ write left(text: string, count: number)",
                "upper() ~ 0 ~ the function 'upper' takes 1 argument, not 0 ~ write upper(text: string)",
                "hash(a, b, c) ~ 0 ~ the function 'hash' takes 1 to 2 arguments, not 3 ~ write hash(value: any[, hash_name: string])",
                "merge() ~ 0 ~ the function 'merge' takes at least 1 argument, not 0 ~ write merge(object: object, …)",
                "hash(a, `sha265`) ~ 8 ~ there is no hash function 'sha265' ~ did you mean 'sha256'?",
                "regex_replace(a, '(b', 'c') ~ 17 ~ the regular expression is wrong: Unclosed group ~ write a backslash before a sign that shall stand for itself",
                "regex_replace(a, 'b', '\\2') ~ 22 ~ the replacement is wrong: it refers to a group that doesn't exist ~ write a backslash before a sign that shall stand for itself",
                "filter_entries(@, `key = 'a'`) ~ 23 ~ in the predicate: '=' is no operator ~ write '==' to compare",
                "a = b ~ 2 ~ '=' is no operator ~ write '==' to compare",
                "first-name ~ 5 ~ '-' has no meaning here ~ put a field name with '-' in double quotes",
                "a # b ~ 2 ~ '#' has no meaning here ~ put a field name with special characters in double quotes, text in single quotes",
                "upper(a ~ 7 ~ the expression ends too early ~ write ',' here",
                "a b ~ 2 ~ unexpected 'b' ~ write an operator here",
                "'abc ~ 0 ~ the text has no end ~ close it with '",
                "`{\"a\": 1` ~ 0 ~ the literal is not JSON ~ correct the JSON, or put text in single quotes",
                "left(a, 'x') ~ 8 ~ left: argument 2 (count) must be a number, found a string ~ write left(text: string, count: number)",
                "upper(&a) ~ 6 ~ the function 'upper' takes no expression (&…) here ~ write upper(text: string)",
                "json_parse('x') ~ 0 ~ json_parse: argument 1 (text) is not JSON ~ correct the literals, since this fails for every record",
                "a[::0] ~ 4 ~ the step of a slice is 0 ~ use 1, or -1 to go back",
                "a[99999999999] ~ 2 ~ the number is too large ~ use a smaller index",
            })
    void saysWhereAndWhatIsWrongAndWhatToWrite(String text, int offset, String what, String fix) {
        InvalidExpressionException e =
                catchThrowableOfType(InvalidExpressionException.class, () -> Jmespath.compile(text));
        assertThat(e).isNotNull();
        assertThat(e.what()).isEqualTo(what);
        assertThat(e.fix()).isEqualTo(fix);
        assertThat(e.offset()).isEqualTo(offset);
    }

    @Test
    void refusesAnEmptyExpression() {
        assertThat(catchThrowableOfType(InvalidExpressionException.class, () -> Jmespath.compile(" ")))
                .hasMessage("the expression is empty");
    }

    @Test
    void refusesWhatWouldExhaustTheStack() {
        assertThat(catchThrowableOfType(
                        InvalidExpressionException.class,
                        () -> Jmespath.compile("(".repeat(2000) + "a" + ")".repeat(2000))))
                .hasMessage("the expression is nested too deeply");
        assertThat(catchThrowableOfType(
                        InvalidExpressionException.class, () -> Jmespath.compile("a" + " || a".repeat(5000))))
                .hasMessage("the expression is too long");
        assertThat(Sample.evaluate("a" + " || a".repeat(2400), "{}")).isNull();
    }
}
