package dev.rdi.expression.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.rdi.expression.Constant;
import dev.rdi.expression.Expression;
import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.Unavailable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SqlSeveralTest {

    @Test
    void givesAMapInOrder() throws InvalidExpressionException {
        Expression map =
                Sql.compileMap(texts("z", "id + 1", "a", "id", "c", "'x'", "b", "(SELECT id)", "d", "id + id"));
        assertThat(map.evaluate(Sample.row().whole("id", 1).fields(), Sample.evaluation()))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsKeys("z", "a", "c", "b", "d")
                .contains(entry("z", 2L), entry("c", "x"), entry("b", 1L), entry("d", 2L))
                .hasToString("{z=2, a=value of id, c=x, b=1, d=2}");
        assertThat(map.reads()).containsExactly(FieldPath.parse("id"));
    }

    @Test
    void isUnavailableOnlyWhereItNeedsWhatIs() throws InvalidExpressionException {
        Expression map = Sql.compileMap(texts("a", "x || ''", "b", "big || ''", "c", "upper(x)"));
        assertThat(map.evaluate(
                        Sample.row()
                                .text("x", "v")
                                .text("big", Sample.UNAVAILABLE)
                                .fields(),
                        Sample.evaluation()))
                .isEqualTo(Map.of("a", "v", "b", Unavailable.VALUE, "c", "V"));
    }

    @Test
    void namesTheExpressionThatFails() throws InvalidExpressionException {
        Expression map = Sql.compileMap(texts("fine", "x || ''", "broken", "json(x)"));
        assertThatThrownBy(() -> map.evaluate(Sample.row().text("x", "v").fields(), Sample.evaluation()))
                .isInstanceOf(ExpressionFailedException.class)
                .hasMessage("broken: SQLite says: malformed JSON");
    }

    @Test
    void keepsCasePairsOfSubSelectsApart() throws InvalidExpressionException {
        Expression list = Sql.listOf(List.of(
                Sql.compile("(SELECT a + 0)"), Sql.compile("(SELECT A + 0)"), Sql.compile("a + 0"), new Constant(1L)));
        assertThat(list.evaluate(Sample.row().whole("a", 1).whole("A", 2).fields(), Sample.evaluation()))
                .isEqualTo(List.of(1L, 2L, 1L, 1L));
        assertThat(list.isVolatile()).isFalse();
    }

    @Test
    void takesNoExpressionAtAll() {
        assertThat(Sql.mapOf(Map.of()).evaluate(Map.of(), Sample.evaluation())).isEqualTo(Map.of());
    }

    private static Map<String, String> texts(String... pairs) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            texts.put(pairs[i], pairs[i + 1]);
        }
        return texts;
    }
}
