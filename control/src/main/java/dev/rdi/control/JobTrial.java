package dev.rdi.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.config.JobLoader;
import dev.rdi.config.Loaded;
import dev.rdi.config.LoadedJobs;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.job.JobSource;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.secret.References;
import dev.rdi.control.ControlException.Reason;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.Rejection;
import dev.rdi.model.TableId;
import dev.rdi.redis.target.CommandText;
import dev.rdi.transform.compile.JobCompiler;
import dev.rdi.transform.sample.DryRun;
import dev.rdi.transform.sample.SampleException;
import dev.rdi.transform.sample.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries a job on records: what its steps make of them, and which commands the targets would get. Nothing is connected,
 * asked or written (edge case R37); a lookup finds nothing.
 *
 * <p>Thread-safe.
 */
public final class JobTrial {

    private static final String JOB = "job";
    private static final TableId ANY = Samples.named("table");
    private static final String DEFAULT_CONFIG = """
            sources: {source: {type: external}}
            targets: {target: {connection: {type: redis, host: localhost, port: 6379}}}
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Pipelines pipelines;

    public JobTrial(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    /**
     * What came of it.
     *
     * @param records those that pass the filters, as the steps leave them
     * @param commands what each target would get, by its name
     */
    public record Result(List<JsonNode> records, Map<String, List<String>> commands) {}

    /**
     * Tries a job.
     *
     * @param pipeline whose settings hold, if it is deployed
     * @param records rows, or change events with {@code opcode}, {@code key}, {@code before} and {@code after}
     * @throws ControlException INVALID if the job is wrong or rejects a record
     */
    public Result run(String pipeline, ObjectNode job, ArrayNode records) {
        LoadedJobs jobs = JobLoader.parse(job.toString(), JOB, Optional.empty(), References.none(), Mode.OFFLINE);
        PipelineConfig config = config(pipeline);
        requireValid(JobCompiler.checked(new Loaded(Optional.of(config), jobs.jobs(), jobs.problems())));
        DryRun run = new DryRun(new JobCompiler(jobs.jobs(), config).compile(table -> true));
        try {
            return result(run.run(new Samples(List.of(table(jobs))).read(records.toString())), records);
        } catch (SampleException e) {
            throw new ControlException(Reason.INVALID, "input_data: " + e.what() + "; " + e.fix());
        }
    }

    private PipelineConfig config(String pipeline) {
        return pipelines
                .find(pipeline)
                .flatMap(state -> load(state.revision().spec().config()))
                .or(() -> load(DEFAULT_CONFIG))
                .orElseThrow(() -> new IllegalStateException("the configuration of dry runs has errors"));
    }

    private static Optional<PipelineConfig> load(String text) {
        return PipelineLoader.parse(text, Map.of(), References.none(), Mode.OFFLINE)
                .config();
    }

    private static void requireValid(Loaded loaded) {
        List<Problem> errors =
                loaded.problems().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            throw new ControlException(Reason.INVALID, "the job isn't valid", errors);
        }
    }

    private static TableId table(LoadedJobs jobs) {
        Optional<JobSource> source = jobs.jobs().stream()
                .flatMap(file -> file.job().source().stream())
                .findFirst();
        return source.map(it -> new TableId(
                        it.serverName().orElse(ANY.server()),
                        it.db().orElse(ANY.database()),
                        it.schema().orElse(ANY.schema()),
                        it.isDefault() ? ANY.table() : it.table()))
                .orElse(ANY);
    }

    private static Result result(List<DryRun.Result> results, ArrayNode given) {
        List<JsonNode> records = new ArrayList<>();
        List<String> rejections = new ArrayList<>();
        Map<String, List<String>> commands = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            DryRun.Result result = results.get(i);
            if (result.outcome() instanceof Rejected rejected) {
                rejections.add("record " + (i + 1) + ": " + describe(rejected.rejection()));
            }
            if (!(result.outcome() instanceof Filtered)) {
                records.add(record(result, given.get(i)));
            }
            for (TargetedWrite write : result.outcome().writes()) {
                commands.computeIfAbsent(write.target(), name -> new ArrayList<>())
                        .addAll(CommandText.lines(write.write()));
            }
        }
        if (!rejections.isEmpty()) {
            throw new ControlException(Reason.INVALID, String.join("\n", rejections));
        }
        return new Result(records, commands);
    }

    private static String describe(Rejection rejection) {
        return rejection.stage() + ": " + rejection.reason() + " (" + rejection.code() + ")";
    }

    /** As the last step left it; without steps as it came. */
    private static JsonNode record(DryRun.Result result, JsonNode given) {
        if (result.steps().isEmpty()) {
            return given.path("after").isObject() ? given.path("after") : given;
        }
        try {
            return JSON.readTree(result.steps().get(result.steps().size() - 1).record());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dry run prints JSON", e);
        }
    }
}
