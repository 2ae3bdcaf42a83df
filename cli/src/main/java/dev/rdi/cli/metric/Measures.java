package dev.rdi.cli.metric;

import dev.rdi.cli.client.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Metrics that nest as one list, named by the way to them. Stateless. */
final class Measures {
    private Measures() {}

    static Map<String, String> of(JsonTree metrics) {
        Map<String, String> measures = new LinkedHashMap<>();
        collect("", metrics, measures);
        return measures;
    }

    private static void collect(String path, JsonTree tree, Map<String, String> into) {
        if (tree.value() instanceof Map) {
            tree.entries().forEach((name, child) -> collect(path.isEmpty() ? name : path + "." + name, child, into));
        } else if (tree.value() instanceof List) {
            List<JsonTree> items = tree.items();
            for (int i = 0; i < items.size(); i++) {
                collect(path + "[" + i + "]", items.get(i), into);
            }
        } else if (tree.isPresent()) {
            into.put(path, tree.text());
        }
    }
}
