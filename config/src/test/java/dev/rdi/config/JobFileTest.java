package dev.rdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.job.ExpressionLanguage;
import dev.rdi.config.job.JobExpression;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where problems are that are found within the expressions of a job. */
class JobFileTest {
    private static final String PATH = "transform[0].with.expression";

    private static JobFile file(String yaml) {
        return Jobs.load(yaml, Mode.RUN).jobs().get(0);
    }

    /** Marks the place of an error at the mark ¦ of an expression, which is then as it was written. */
    private static String marked(String expression) {
        String head = "source: {table: t}\ntransform:\n- uses: filter\n  with:\n    language: sql\n    expression: ";
        String yaml = head + expression;
        JobFile whole = file(yaml);
        String value = whole.expressions().get(0).text();
        int offset = value.indexOf('¦');
        Problem problem = whole.error("x", PATH, offset, "", "");
        List<String> lines = yaml.lines().toList();
        String line = lines.get(problem.line() - 1);
        return line.substring(line.offsetByCodePoints(0, problem.column() - 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + ¦b",
                "¦a",
                "'a + ¦b'",
                "'it''s ''quoted'' ¦b'",
                "\"a + ¦b\"",
                "\"\\\"a\\\" \\u0041 \\x41 \\\\ ¦b\"",
                "\"a\\tb\\n ¦b\"",
                "\"a \\\n      ¦b\"",
                "a +\n      c ¦b",
                "|\n      a +\n        ¦b",
                "|-\n      a +\n\n      ¦b\n",
                "|2\n        a\n        ¦b",
                ">\n      a +\n      ¦b",
                ">-  # folded\n      a +\n\n\n      ¦b",
                "&anchor \"x ¦b\"",
                "'日本 \uD83D\uDE00 ¦b'",
                "\"\uD83D\uDE00 \\U0001F600 ¦b\"",
                "|\r\n      a +\r\n      ¦b\r\n",
            })
    void findsTheCharacterInEveryStyle(String expression) {
        assertThat(marked(expression)).startsWith("¦");
    }

    @Test
    void findsTheEndOfATextAndIgnoresOffsetsBeyondIt() {
        JobFile file = file(Jobs.steps("- {uses: filter, with: {language: sql, expression: 'a + '}}"));

        for (int offset : List.of(4, 99)) {
            Problem problem = file.error("x.y", PATH, offset, "what", "fix");
            assertThat(problem.describe()).isEqualTo("jobs/job.yaml:4:56: error: " + PATH + ": what");
        }
        assertThat(file.error("x.y", PATH, -1, "what", "fix").column()).isEqualTo(53);
    }

    @Test
    void aProblemOfAPathHasThePlaceOfItsValue() {
        JobFile file = file(Jobs.steps("- {uses: filter, with: {language: sql, expression: a}}"));

        assertThat(file.error("x", PATH, "what", "fix").column()).isEqualTo(52);
        assertThat(file.warning("x", PATH, "what", "fix").isError()).isFalse();
    }

    @Test
    void aPathThatIsNotWrittenHasThePlaceOfWhatIsAboveIt() {
        JobFile file = file(Jobs.steps("- {uses: filter, with: {language: sql, expression: a}}"));

        Problem problem = file.error("x", "transform[0].with.cache.enabled", "what", "fix");
        assertThat(List.of(problem.line(), problem.column())).containsExactly(4, 24);
        assertThat(problem.path()).isEqualTo("transform[0].with.cache.enabled");
        assertThat(file.error("x", "", "what", "fix").line()).isEqualTo(1);
        assertThat(file.error("x", "output", "what", "fix").line()).isEqualTo(1);
    }

    @Test
    void listsEveryExpression() {
        JobFile file = file("""
                source: {table: t}
                transform:
                - uses: add_field
                  with:
                    fields: [{field: a, expression: b, language: sql}, {field: c, expression: d, language: jmespath}]
                - {uses: map, with: {expression: {"a.b": e}, language: sql}}
                - {uses: redis.lookup, with: {connection: t, cmd: GET, args: [f], language: sql, field: g, when: h}}
                output:
                - uses: redis.write
                  with: {key: {expression: i, language: sql}, expire: {expression: j, language: jmespath}}
                """);

        assertThat(file.expressions())
                .containsExactly(
                        new JobExpression(ExpressionLanguage.SQL, "b", "transform[0].with.fields[0].expression"),
                        new JobExpression(ExpressionLanguage.JMESPATH, "d", "transform[0].with.fields[1].expression"),
                        new JobExpression(ExpressionLanguage.SQL, "e", "transform[1].with.expression[\"a.b\"]"),
                        new JobExpression(ExpressionLanguage.SQL, "f", "transform[2].with.args[0]"),
                        new JobExpression(ExpressionLanguage.SQL, "h", "transform[2].with.when"),
                        new JobExpression(ExpressionLanguage.SQL, "i", "output[0].with.key.expression"),
                        new JobExpression(ExpressionLanguage.JMESPATH, "j", "output[0].with.expire.expression"));
    }
}
