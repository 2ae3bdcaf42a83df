package dev.rdi.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Observed states as text.
 *
 * <p>Stateless.
 */
public final class ObservedCodec {

    /** The field of the pipeline's status that holds the text. */
    public static final String FIELD = "observed";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ObservedCodec() {}

    public static String encode(Observed observed) {
        ObjectNode json = JSON.createObjectNode()
                .put("generation", observed.generation())
                .put("revision", observed.revision())
                .put("status", observed.status().text())
                .put("since", observed.since().toString())
                .put("updated", observed.updated().toString())
                .put("leader", observed.leader())
                .put("collector", observed.collector());
        ArrayNode problems = json.putArray("problems");
        observed.problems()
                .forEach(problem -> problems.addObject()
                        .put("part", problem.part())
                        .put("code", problem.code())
                        .put("message", problem.message())
                        .put("remediation", problem.remediation()));
        ObjectNode performance = json.putObject("performance");
        observed.performance().forEach(performance::put);
        SourceReportCodec.encode(observed.source(), json.putObject("source"));
        return json.toString();
    }

    public static Observed decode(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            List<PipelineProblem> problems = new ArrayList<>();
            json.path("problems")
                    .forEach(problem -> problems.add(new PipelineProblem(
                            problem.path("part").asText(),
                            problem.path("code").asText(),
                            problem.path("message").asText(),
                            problem.path("remediation").asText())));
            Map<String, Double> performance = new HashMap<>();
            json.path("performance")
                    .properties()
                    .forEach(entry ->
                            performance.put(entry.getKey(), entry.getValue().asDouble()));
            return new Observed(
                    json.path("generation").asLong(),
                    json.path("revision").asLong(),
                    PipelineStatus.of(json.path("status").asText()),
                    Instant.parse(json.path("since").asText()),
                    Instant.parse(json.path("updated").asText()),
                    json.path("leader").asText(),
                    json.path("collector").asText(),
                    problems,
                    performance,
                    SourceReportCodec.decode(json.path("source")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the status of the pipeline can't be read", e);
        }
    }
}
