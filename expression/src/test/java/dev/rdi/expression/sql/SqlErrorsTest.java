package dev.rdi.expression.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.expression.InvalidExpressionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "^^ ~ 0 ~ the expression is empty",
                "-- nothing ~ 0 ~ the expression is empty",
                "a FORM b ~ 2 ~ SQLite doesn't expect 'FORM' here",
                "a == == b ~ 5 ~ SQLite doesn't expect '==' here",
                "a b ~ 2 ~ SQLite doesn't expect 'b' here",
                "upper(a) a ~ 9 ~ SQLite doesn't expect 'a' here",
                "a, /* , */ b ~ 0 ~ several values stand where one belongs",
                "1 + ~ 3 ~ the expression ends too early",
                "CASE WHEN a THEN 1 ~ 18 ~ the expression ends too early",
                "(a ~ 2 ~ a parenthesis is not closed",
                "a) ~ 1 ~ a ) closes nothing",
                "1) FROM x; DROP TABLE x; SELECT (1 ~ 1 ~ a ) closes nothing",
                "'abc ~ 0 ~ a quote is not closed",
                "a = \"abc ~ 4 ~ a quote is not closed",
                "x'0 ~ 0 ~ binary data is not a whole number of hexadecimal pairs",
                "1abc ~ 0 ~ '1abc' is not a number",
                "a = ? ~ 4 ~ an expression has no parameters such as '?'",
                "a = :b ~ 4 ~ an expression has no parameters such as ':'",
                "a ^ b ~ 2 ~ SQL has no '^'",
                "1; 2 ~ 1 ~ there is more than one statement",
                "SELECT 1 ~ 0 ~ 'SELECT' begins a statement, not an expression",
                "DELETE FROM x ~ 0 ~ 'DELETE' begins a statement, not an expression",
                "(DROP TABLE x) ~ 1 ~ 'DROP' begins a statement, not an expression",
                "order + 1 ~ 0 ~ 'order' is a reserved word of SQL",
                "PRAGMA query_only ~ 7 ~ SQLite doesn't expect 'query_only' here",
                "ATTACH 'x' AS y ~ 7 ~ SQLite doesn't expect ''x'' here",
                "a || uper(b) ~ 5 ~ there is no function 'uper'",
                "(SELECT uper(b)) ~ 8 ~ there is no function 'uper'",
                "a REGEXP 'x' ~ 2 ~ there is no function 'REGEXP'",
                "upper() ~ 0 ~ upper doesn't take 0 arguments",
                "upper(a) || upper(a, b) ~ 12 ~ upper doesn't take 2 arguments",
                "coalesce(a) ~ 0 ~ coalesce doesn't take 1 argument",
                "(SELECT upper(a, b)) ~ 8 ~ upper doesn't take that many arguments",
                "load_extension('x') ~ 0 ~ there is no function 'load_extension'",
                "(SELECT load_extension('x')) ~ 8 ~ there is no function 'load_extension'",
                "readfile('/etc/passwd') ~ 0 ~ there is no function 'readfile'",
                "writefile('x', a) ~ 0 ~ there is no function 'writefile'",
                "(SELECT * FROM pragma_database_list) ~ 15 ~ there is no table 'pragma_database_list'",
                "(SELECT 1 FROM pragma_table_info('x')) ~ 15 ~ there is no function 'pragma_table_info'",
                "(SELECT 1 FROM orders) ~ 15 ~ there is no table 'orders'",
                "(SELECT 1, 2) ~ 0 ~ a sub-select yields 2 columns",
                "max(a) ~ 0 ~ max works on many rows, but a row is evaluated alone",
                "1 + count(*) ~ 4 ~ count works on many rows, but a row is evaluated alone",
                "sum(a) OVER () ~ 0 ~ sum works on many rows, but a row is evaluated alone",
                "rank() OVER (ORDER BY a) ~ 0 ~ rank works on many rows, but a row is evaluated alone",
                "upper(a) OVER () ~ 9 ~ OVER works on many rows, but a row is evaluated alone",
                "group_concat(a, ',') ~ 0 ~ group_concat works on many rows, but a row is evaluated alone",
                "a COLLATE german = b ~ 10 ~ there is no collation 'german'",
                "abs(-9223372036854775808) ~ 0 ~ it fails for every record: SQLite says: integer overflow",
            })
    void saysWhatIsWrongAndWhere(String expression, int offset, String what) {
        assertThatThrownBy(() -> Sql.compile(expression))
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidExpressionException.class))
                .returns(what, InvalidExpressionException::what)
                .returns(offset, InvalidExpressionException::offset)
                .matches(e -> !e.fix().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"uper, did you mean 'upper'?", "strtfime, did you mean 'strftime'?", "qqqqqqq, use a function of SQLite"
    })
    void namesTheNearestFunction(String function, String fix) {
        assertThatThrownBy(() -> Sql.compile(function + "(a)"))
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidExpressionException.class))
                .returns(fix, InvalidExpressionException::fix);
    }
}
