package dev.rdi.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.yaml.YamlList;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlNode;
import dev.rdi.config.yaml.YamlReader;
import dev.rdi.config.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The one JSON document that the API makes of a pipeline folder: the sections of {@code config.yaml}, and the jobs as a
 * list under {@code jobs}, each with its {@code name}.
 *
 * <p>Stateless.
 */
public final class PipelineDocument {

    private static final String JOBS = "jobs";
    private static final String NAME = "name";
    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9]\\d*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(?:0|[1-9]\\d*)\\.\\d+");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PipelineDocument() {}

    /**
     * The texts of a document.
     *
     * @throws ControlException INVALID if the jobs aren't a list of maps with names of their own
     */
    public static PipelineSpec parse(ObjectNode document) {
        ObjectNode config = document.deepCopy();
        JsonNode jobs = config.remove(JOBS);
        Map<String, String> texts = new TreeMap<>();
        if (jobs != null && !jobs.isNull()) {
            if (!jobs.isArray()) {
                throw new ControlException(ControlException.Reason.INVALID, "jobs must be a list");
            }
            for (JsonNode job : jobs) {
                add(job, texts);
            }
        }
        return new PipelineSpec(text(config), texts);
    }

    private static void add(JsonNode job, Map<String, String> texts) {
        String name = job.path(NAME).asText("").strip();
        if (!job.isObject() || name.isEmpty()) {
            throw new ControlException(
                    ControlException.Reason.INVALID, "jobs[" + texts.size() + "] must be a map with a name");
        }
        if (texts.put(name, text(job)) != null) {
            throw new ControlException(ControlException.Reason.INVALID, "two jobs are called " + name);
        }
    }

    /**
     * The document of a spec, which was valid when it was stored.
     *
     * @return the sections in the order in which they were written
     */
    public static ObjectNode of(PipelineSpec spec) {
        ObjectNode document = object(spec.config());
        if (!spec.jobs().isEmpty()) {
            ArrayNode jobs = document.putArray(JOBS);
            spec.jobs().forEach((name, text) -> {
                ObjectNode job = NODES.objectNode().put(NAME, name);
                job.setAll(object(text));
                jobs.add(job);
            });
        }
        return document;
    }

    private static ObjectNode object(String yaml) {
        Problems ignored = new Problems("");
        return YamlReader.read(yaml, ignored)
                .map(PipelineDocument::json)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(NODES::objectNode);
    }

    private static JsonNode json(YamlNode node) {
        if (node instanceof YamlMap map) {
            ObjectNode object = NODES.objectNode();
            map.entries().forEach(entry -> object.set(entry.name(), json(entry.value())));
            return object;
        }
        if (node instanceof YamlList list) {
            ArrayNode array = NODES.arrayNode();
            list.items().forEach(item -> array.add(json(item)));
            return array;
        }
        return scalar((YamlScalar) node);
    }

    /** A number only if it comes back as it was written; {@code 1.10} and {@code 007} may be names. */
    private static JsonNode scalar(YamlScalar scalar) {
        String text = scalar.text();
        if (!scalar.plain()) {
            return NODES.textNode(text);
        }
        if (scalar.isNull()) {
            return NODES.nullNode();
        }
        if (text.equals("true") || text.equals("false")) {
            return NODES.booleanNode(text.equals("true"));
        }
        if (INTEGER.matcher(text).matches()) {
            return integer(new BigInteger(text));
        }
        if (DECIMAL.matcher(text).matches() && !text.endsWith("0")) {
            return NODES.numberNode(new BigDecimal(text));
        }
        return NODES.textNode(text);
    }

    private static JsonNode integer(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return NODES.numberNode(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? NODES.numberNode(number.longValue()) : NODES.numberNode(number);
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
