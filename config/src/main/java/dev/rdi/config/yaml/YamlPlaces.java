package dev.rdi.config.yaml;

import dev.rdi.config.problem.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where in a document a path leads, as far as the document has it.
 *
 * <p>Stateless.
 */
public final class YamlPlaces {
    private static final Pattern STEP =
            Pattern.compile("\\.?([\\p{Alnum}_-]+)|\\[\"((?:[^\"\\\\]|\\\\.)*)\"]|\\[(\\d+)]");

    private YamlPlaces() {}

    /** The place of a path that {@link Place#join} and {@link Place#item} made. */
    public static Place find(YamlNode document, String path) {
        YamlNode node = document;
        Place place = new Place(path, 1, 1);
        Matcher step = STEP.matcher(path);
        int at = 0;
        while (at < path.length() && step.find(at) && step.start() == at) {
            at = step.end();
            if (step.group(3) != null) {
                Optional<YamlNode> item = item(node, Integer.parseInt(step.group(3)));
                if (item.isEmpty()) {
                    return place;
                }
                node = item.get();
                place = new Place(path, node.line(), node.column());
            } else {
                String name = step.group(1) == null ? step.group(2).replaceAll("\\\\(.)", "$1") : step.group(1);
                Optional<YamlMap.Entry> entry = node instanceof YamlMap map ? map.entry(name) : Optional.empty();
                if (entry.isEmpty()) {
                    return place;
                }
                node = entry.get().value();
                place = new Place(path, entry.get().line(), entry.get().column());
            }
        }
        return place;
    }

    private static Optional<YamlNode> item(YamlNode node, int index) {
        return node instanceof YamlList list && index < list.items().size()
                ? Optional.of(list.items().get(index))
                : Optional.empty();
    }
}
