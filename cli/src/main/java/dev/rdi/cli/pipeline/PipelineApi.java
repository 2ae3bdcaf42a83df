package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.client.Answer;
import dev.rdi.cli.client.ApiAddress;
import dev.rdi.cli.client.ApiClient;
import dev.rdi.cli.client.ApiRefusal;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.config.bind.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One pipeline at the API.
 *
 * <p>Confined to one thread.
 */
public final class PipelineApi {
    /** Where the API has its pipelines. */
    static final String ROOT = "/api/v2/pipelines";

    private final ApiClient api;
    private final String name;

    public PipelineApi(ApiClient api, String name) {
        this.api = api;
        this.name = name;
    }

    /** What a command does with a pipeline. */
    public interface Task {
        ExitCode run(PipelineApi pipeline);
    }

    /** Does something with a pipeline; if there is none of this name, the nearest one is told. Returns the exit code. */
    public static int with(ApiAccess access, String name, Task task) {
        ApiClient api = access.client();
        PipelineApi pipeline = new PipelineApi(api, name);
        return access.with(it -> task.run(pipeline), pipeline::explain);
    }

    private ApiRefusal explain(ApiRefusal refusal) {
        if (refusal.status() != ApiRefusal.NOT_FOUND) {
            return refusal;
        }
        List<String> names = names(api);
        if (names.contains(name)) {
            return refusal;
        }
        String cure = NearestName.of(name, names)
                        .map(near -> "did you mean " + near + "? otherwise ")
                        .orElse("")
                + "see redis-di list, or make it with redis-di deploy " + name + " --dir DIR";
        ApiRefusal.Item item = new ApiRefusal.Item("there is no pipeline called " + name, cure, "", "", "");
        return new ApiRefusal(ApiRefusal.NOT_FOUND, item.message(), List.of(item));
    }

    /** The names of all pipelines; none if they can't be listed now. */
    public static List<String> names(ApiClient api) {
        try {
            return api.get(ROOT).body().items().stream()
                    .map(it -> it.text("name"))
                    .toList();
        } catch (ApiRefusal e) {
            return List.of();
        }
    }

    public String name() {
        return name;
    }

    public ApiClient api() {
        return api;
    }

    /** The path of something that belongs to the pipeline. */
    public String path(String... steps) {
        StringBuilder path = new StringBuilder(ROOT).append(ApiAddress.step(name));
        for (String step : steps) {
            path.append(ApiAddress.step(step));
        }
        return path.toString();
    }

    public JsonTree get(String... steps) {
        return api.get(path(steps)).body();
    }

    /** The pipeline, if there is one. */
    public Optional<JsonTree> find() {
        try {
            return Optional.of(get());
        } catch (ApiRefusal e) {
            if (e.status() == ApiRefusal.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Asks for {@code start}, {@code stop} or {@code reset}. */
    public Answer act(String word) {
        return api.post(path(word), Map.of());
    }

    public void delete() {
        api.delete(path());
    }
}
