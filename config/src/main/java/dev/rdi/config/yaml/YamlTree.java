package dev.rdi.config.yaml;

import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Converts the parser's nodes, and refuses what would be misread in silence: names that occur twice, tags, and anchors
 * that contain themselves.
 *
 * <p>A node that is used several times through an alias is converted once, which keeps a small file small. Confined to
 * one thread.
 */
final class YamlTree {
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";
    private static final Set<String> STANDARD_TYPES = Set.of("str", "int", "float", "bool", "null", "seq", "map");
    private static final String MERGE = "<<";

    private final Problems problems;
    private final IdentityHashMap<Node, Optional<YamlNode>> converted = new IdentityHashMap<>();

    YamlTree(Problems problems) {
        this.problems = problems;
    }

    /** The tree of a document; empty if it is unusable. */
    Optional<YamlNode> convert(Node root) {
        return convert(root, "");
    }

    private Optional<YamlNode> convert(Node node, String path) {
        Optional<YamlNode> known = converted.get(node);
        if (known != null) {
            if (known.isEmpty()) {
                bad(node, path, "an alias refers to the part that contains it", "write the value out");
            }
            return known;
        }
        converted.put(node, Optional.empty());
        checkTag(node, path);
        Optional<YamlNode> result = Optional.of(convertNew(node, path));
        converted.put(node, result);
        return result;
    }

    private YamlNode convertNew(Node node, String path) {
        if (node instanceof MappingNode mapping) {
            return new YamlMap(entries(mapping, path), line(node), column(node));
        }
        if (node instanceof SequenceNode sequence) {
            return new YamlList(items(sequence, path), line(node), column(node));
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        YamlScalar result = new YamlScalar(scalar.getValue(), plain, line(node), column(node));
        if (result.isNull() && node.getAnchor().isPresent() && result.text().isEmpty()) {
            bad(node, path, "an unquoted & starts the name of an anchor", "put the value into single quotes");
        }
        return result;
    }

    private List<YamlNode> items(SequenceNode sequence, String path) {
        List<YamlNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            convert(item, path + "[" + items.size() + "]").ifPresent(items::add);
        }
        return items;
    }

    private List<YamlMap.Entry> entries(MappingNode mapping, String path) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        List<YamlMap.Entry> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                bad(tuple.getKeyNode(), path, "a list or a map can't be a name", "put the value into single quotes");
                continue;
            }
            String childPath = Place.join(path, key.getValue());
            Optional<YamlNode> value = convert(tuple.getValueNode(), childPath);
            if (key.getValue().equals(MERGE) && key.isPlain()) {
                value.ifPresent(source -> merged.addAll(mergedEntries(source, tuple.getValueNode(), childPath)));
                continue;
            }
            YamlMap.Entry entry = new YamlMap.Entry(
                    key.getValue(), line(key), column(key), value.orElseGet(() -> new YamlScalar("", true, 0, 0)));
            YamlMap.Entry earlier = entries.putIfAbsent(entry.name(), entry);
            if (earlier != null) {
                duplicate(entry, earlier, childPath);
            }
        }
        merged.forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        return List.copyOf(entries.values());
    }

    private List<YamlMap.Entry> mergedEntries(YamlNode source, Node node, String path) {
        if (source instanceof YamlMap map) {
            return map.entries();
        }
        if (source instanceof YamlList list && list.items().stream().allMatch(YamlMap.class::isInstance)) {
            return list.items().stream()
                    .flatMap(item -> ((YamlMap) item).entries().stream())
                    .toList();
        }
        bad(node, path, "<< takes a map or a list of maps", "refer to a map by its anchor, as in \"<<: *name\"");
        return List.of();
    }

    private void duplicate(YamlMap.Entry entry, YamlMap.Entry earlier, String path) {
        problems.error(
                "config.duplicate-key",
                new Place(path, entry.line(), entry.column()),
                "'" + entry.name() + "' is already given on line " + earlier.line(),
                "keep one of the two");
    }

    private void checkTag(Node node, String path) {
        String tag = node.getTag().getValue();
        boolean standard = tag.equals("!")
                || (tag.startsWith(STANDARD_TAG) && STANDARD_TYPES.contains(tag.substring(STANDARD_TAG.length())));
        if (!standard) {
            bad(node, path, "an unquoted ! starts a YAML tag, which has no meaning here", "put the value into quotes");
        }
    }

    private void bad(Node node, String path, String message, String fix) {
        problems.error("config.bad-yaml", new Place(path, line(node), column(node)), message, fix);
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static int column(Node node) {
        return node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }
}
