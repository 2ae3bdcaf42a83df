package dev.rdi.config.job;

import dev.rdi.config.problem.Place;
import dev.rdi.config.schema.RecordSchema;
import dev.rdi.config.yaml.SourceText;
import dev.rdi.config.yaml.YamlList;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlNode;
import dev.rdi.config.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is written in a job file, by path. Immutable. */
final class JobText {
    private final SourceText text;
    private final Map<String, YamlNode> nodes = new LinkedHashMap<>();

    JobText(String text, YamlMap root) {
        this.text = new SourceText(text);
        index("", root);
    }

    private void index(String path, YamlNode node) {
        nodes.put(path, node);
        if (node instanceof YamlMap map) {
            map.entries().forEach(entry -> index(Place.join(path, entry.name()), entry.value()));
        } else if (node instanceof YamlList list) {
            for (int i = 0; i < list.items().size(); i++) {
                index(path + "[" + i + "]", list.items().get(i));
            }
        }
    }

    /** Where the value of a path is written; where it isn't, the nearest part above it that is. */
    Place place(String path) {
        String written = path;
        while (!nodes.containsKey(written)) {
            written = written.substring(0, Math.max(0, Math.max(written.lastIndexOf('.'), written.lastIndexOf('['))));
        }
        YamlNode node = nodes.getOrDefault(written, YamlMap.empty());
        return new Place(path, node.line(), node.column());
    }

    /** Where a character of the text at a path is written. */
    Place place(String path, int offset) {
        Place place = place(path);
        return nodes.get(path) instanceof YamlScalar scalar ? text.within(scalar, place, offset) : place;
    }

    /** Every expression that is written with a language that exists. */
    List<JobExpression> expressions() {
        List<JobExpression> found = new ArrayList<>();
        nodes.forEach((path, node) -> {
            if (node instanceof YamlMap map) {
                language(map).ifPresent(language -> {
                    for (String name : List.of("expression", "args", "when")) {
                        map.present(name).ifPresent(entry -> add(language, Place.join(path, name), found));
                    }
                });
            }
        });
        return found;
    }

    private void add(ExpressionLanguage language, String path, List<JobExpression> found) {
        YamlNode node = nodes.get(path);
        if (node instanceof YamlScalar scalar && !scalar.text().isBlank()) {
            found.add(new JobExpression(language, scalar.text(), path));
        } else if (node instanceof YamlMap map) {
            map.entries().forEach(entry -> add(language, Place.join(path, entry.name()), found));
        } else if (node instanceof YamlList list) {
            for (int i = 0; i < list.items().size(); i++) {
                add(language, path + "[" + i + "]", found);
            }
        }
    }

    private static Optional<ExpressionLanguage> language(YamlMap map) {
        return map.present("language")
                .map(YamlMap.Entry::value)
                .filter(YamlScalar.class::isInstance)
                .flatMap(node -> Arrays.stream(ExpressionLanguage.values())
                        .filter(known -> RecordSchema.written(known).equals(((YamlScalar) node).text()))
                        .findFirst());
    }
}
