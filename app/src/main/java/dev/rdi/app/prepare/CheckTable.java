package dev.rdi.app.prepare;

import dev.rdi.cli.OutputFormat;
import dev.rdi.cli.StructuredText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints checks. Stateless. */
final class CheckTable {

    private CheckTable() {}

    static String of(List<Check> checks, OutputFormat format) {
        if (format != OutputFormat.TABLE) {
            return StructuredText.of(checks.stream().map(CheckTable::fields).toList(), format);
        }
        StringBuilder table = new StringBuilder("%-14s %-8s %s%n".formatted("CHECK", "RESULT", "WHAT"));
        for (Check check : checks) {
            table.append("%-14s %-8s %s%n".formatted(check.subject(), text(check), check.what()));
            if (!check.cure().isEmpty()) {
                table.append("%-14s %-8s %s%n".formatted("", "", "fix: " + check.cure()));
            }
        }
        return table.toString();
    }

    private static String text(Check check) {
        return check.result().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> fields(Check check) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("check", check.subject());
        fields.put("result", text(check));
        fields.put("what", check.what());
        fields.put("fix", check.cure());
        return fields;
    }
}
