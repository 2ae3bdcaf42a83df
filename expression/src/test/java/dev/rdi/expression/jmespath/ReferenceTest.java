package dev.rdi.expression.jmespath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "expressions-jmespath.md");

    static List<FunctionInfo> functions() {
        return Jmespath.functions();
    }

    @Test
    void holdsTheFunctionsOfTheSpecificationAndOfRdi() {
        assertThat(functions().stream().filter(function -> !function.isCustom()))
                .hasSize(26);
        assertThat(functions().stream().filter(FunctionInfo::isCustom).map(FunctionInfo::name))
                .containsExactly(
                        "base64_decode",
                        "capitalize",
                        "concat",
                        "filter_entries",
                        "from_entries",
                        "hash",
                        "in",
                        "json_parse",
                        "left",
                        "lower",
                        "mid",
                        "regex_replace",
                        "replace",
                        "right",
                        "split",
                        "time_delta_days",
                        "time_delta_seconds",
                        "to_entries",
                        "upper",
                        "uuid",
                        "xml_to_dict");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void examplesGiveWhatTheySay(FunctionInfo function) {
        String result = Sample.json(function.example(), function.input());
        if (!function.result().isEmpty()) {
            assertThat(result).isEqualTo(function.result());
        }
    }

    @Test
    void thePageHasTheTablesOfTheFunctions() throws IOException {
        assertThat(Files.readString(PAGE)).contains(table(true)).contains(table(false));
    }

    private static String table(boolean custom) {
        String head = "| function | gives | example | with | result |\n|---|---|---|---|---|\n";
        return functions().stream()
                .filter(function -> function.isCustom() == custom)
                .map(ReferenceTest::row)
                .collect(Collectors.joining("\n", head, "\n"));
    }

    private static String row(FunctionInfo function) {
        String gives = function.result().isEmpty() ? "" : code(function.result());
        return "| `" + function.signature().replace("|", "\\|") + "` | " + function.meaning() + " | "
                + code(function.example()) + " | " + code(function.input()) + " | " + gives + " |";
    }

    private static String code(String text) {
        String escaped = text.replace("|", "\\|");
        return escaped.indexOf('`') < 0 ? "`" + escaped + "`" : "`` " + escaped + " ``";
    }
}
