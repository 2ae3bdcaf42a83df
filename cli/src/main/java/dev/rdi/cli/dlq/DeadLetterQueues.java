package dev.rdi.cli.dlq;

import dev.rdi.cli.Table;
import dev.rdi.cli.client.ApiClient;
import dev.rdi.cli.client.ApiRefusal;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineApi;
import dev.rdi.config.bind.NearestName;
import java.util.List;
import java.util.Map;

/** What the commands about dead letter queues share. Stateless. */
final class DeadLetterQueues {
    private static final Map<String, String> OPCODES =
            Map.of("c", "create", "u", "update", "d", "delete", "r", "read", "t", "truncate");

    private DeadLetterQueues() {}

    /** Does something with a queue; if there is none of this name, the nearest one is told. Returns the exit code. */
    static int with(ApiAccess access, String pipeline, String queue, PipelineApi.Task task) {
        ApiClient api = access.client();
        return PipelineApi.with(access, pipeline, at -> {
            try {
                return task.run(at);
            } catch (ApiRefusal e) {
                throw explain(e, new PipelineApi(api, pipeline), queue);
            }
        });
    }

    private static ApiRefusal explain(ApiRefusal refusal, PipelineApi pipeline, String queue) {
        if (refusal.status() != ApiRefusal.NOT_FOUND || !refusal.detail().contains("stream of a table")) {
            return refusal;
        }
        String what = "the pipeline " + pipeline.name() + " has no stream of a table called " + queue;
        String cure = NearestName.of(queue, pipeline.get("dlqs").entries().keySet())
                        .map(near -> "did you mean " + near + "? otherwise ")
                        .orElse("")
                + "see redis-di list-dlqs";
        return new ApiRefusal(ApiRefusal.NOT_FOUND, what, List.of(new ApiRefusal.Item(what, cure, "", "", "")));
    }

    /** A row for each queue. */
    static Table table(JsonTree queues) {
        Table table = Table.of("NAME", "RECORDS");
        queues.entries().forEach((name, queue) -> table.row(name, queue.text("total_count")));
        return table;
    }

    /** The name of an operation code. */
    static String opcode(String letter) {
        return OPCODES.getOrDefault(letter, letter);
    }

    /** The letter of an operation, which was typed as a letter or a name. */
    static String letter(String typed) {
        return OPCODES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(typed))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(typed);
    }
}
