package dev.rdi.app;

import dev.rdi.cli.OutputFormat;
import dev.rdi.cli.StructuredText;
import dev.rdi.control.secret.SecretEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes names and types of secrets, and never a value.
 *
 * <p>Immutable; it has no state.
 */
final class SecretTable {

    private SecretTable() {}

    static String of(List<SecretEntry> entries, OutputFormat format) {
        if (format != OutputFormat.TABLE) {
            return StructuredText.of(entries.stream().map(SecretTable::fields).toList(), format);
        }
        int width =
                entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
        StringBuilder table = new StringBuilder(line("KEY", "TYPE", width));
        entries.forEach(entry -> table.append(line(entry.name(), entry.type().text(), width)));
        return table.toString();
    }

    static Map<String, String> fields(SecretEntry entry) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", entry.name());
        fields.put("type", entry.type().text());
        return fields;
    }

    private static String line(String name, String type, int width) {
        return name + " ".repeat(Math.max(width, "KEY".length()) - name.length() + 2) + type + System.lineSeparator();
    }
}
