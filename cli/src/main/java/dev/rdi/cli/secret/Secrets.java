package dev.rdi.cli.secret;

import dev.rdi.cli.Table;
import dev.rdi.cli.client.ApiClient;
import dev.rdi.cli.client.ApiRefusal;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineApi;
import dev.rdi.config.bind.NearestName;
import java.util.List;

/** What the commands about secrets share. A pipeline's secrets can be there before it. Stateless. */
final class Secrets {
    private Secrets() {}

    /** Does something with a secret; if there is none of this name, the nearest one is told. Returns the exit code. */
    static int with(ApiAccess access, String pipeline, String key, PipelineApi.Task task) {
        ApiClient api = access.client();
        PipelineApi at = new PipelineApi(api, pipeline);
        return access.with(it -> task.run(at), refusal -> explain(refusal, at, key));
    }

    private static ApiRefusal explain(ApiRefusal refusal, PipelineApi pipeline, String key) {
        if (refusal.status() != ApiRefusal.NOT_FOUND) {
            return refusal;
        }
        String what = "the pipeline " + pipeline.name() + " has no stored secret called " + key;
        String cure = NearestName.of(key, keys(pipeline))
                        .map(near -> "did you mean " + near + "? otherwise ")
                        .orElse("")
                + "see redis-di list-secrets; secrets in files and variables are not listed there";
        return new ApiRefusal(ApiRefusal.NOT_FOUND, what, List.of(new ApiRefusal.Item(what, cure, "", "", "")));
    }

    private static List<String> keys(PipelineApi pipeline) {
        try {
            return pipeline.get("secrets").items().stream()
                    .map(it -> it.text("key"))
                    .toList();
        } catch (ApiRefusal e) {
            return List.of();
        }
    }

    static Table table(List<JsonTree> secrets) {
        Table table = Table.of("KEY", "TYPE", "SET");
        secrets.forEach(secret -> table.row(secret.text("key"), secret.text("type"), "yes"));
        return table;
    }
}
