package dev.rdi.cli;

import dev.rdi.expression.JsonValues;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.Rejection;
import dev.rdi.redis.target.CommandText;
import dev.rdi.redis.target.WriteNames;
import dev.rdi.transform.StepResult;
import dev.rdi.transform.sample.DryRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a dry run as a tree for JSON and YAML. Commands that go together stand each for itself, with the same
 * number as {@code transaction}.
 *
 * <p>Stateless.
 */
final class DryRunReport {

    private static final List<String> FRAMES = List.of("MULTI", "EXEC");

    private static final int KEY_OF_COMMAND = 1;
    private static final int KEY_OF_SCRIPT = 3;

    private DryRunReport() {}

    static Map<String, @Nullable Object> of(DryRun.Result result) {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("outcome", outcome(result));
        report.put("steps", result.steps().stream().map(DryRunReport::step).toList());
        report.put("writes", writes(result));
        if (result.outcome() instanceof Rejected rejected) {
            report.put("error", error(rejected.rejection()));
        }
        return report;
    }

    static String outcome(DryRun.Result result) {
        if (result.outcome() instanceof Rejected) {
            return "rejected";
        }
        return result.outcome() instanceof Filtered ? "filtered" : "written";
    }

    private static Map<String, @Nullable Object> step(StepResult step) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("job", step.job());
        entry.put("name", step.step());
        entry.put("record", JsonValues.parse(step.record()));
        return entry;
    }

    private static List<Map<String, @Nullable Object>> writes(DryRun.Result result) {
        List<Map<String, @Nullable Object>> writes = new ArrayList<>();
        int transaction = 0;
        for (TargetedWrite write : result.outcome().writes()) {
            List<List<String>> commands = CommandText.words(write.write());
            boolean together = commands.size() > 1;
            transaction += together ? 1 : 0;
            for (List<String> command : commands) {
                if (!FRAMES.contains(command.get(0))) {
                    writes.add(entry(write, command, together ? transaction : null));
                }
            }
        }
        return writes;
    }

    private static Map<String, @Nullable Object> entry(
            TargetedWrite write, List<String> command, @Nullable Integer transaction) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("connection", write.target());
        entry.put("key", command.get(command.get(0).equals("EVAL") ? KEY_OF_SCRIPT : KEY_OF_COMMAND));
        entry.put("data_type", WriteNames.dataType(write.write()));
        entry.put("command", command);
        if (transaction != null) {
            entry.put("transaction", transaction);
        }
        return entry;
    }

    private static Map<String, @Nullable Object> error(Rejection rejection) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("code", rejection.code());
        error.put("job", rejection.job());
        error.put("step", rejection.stage());
        error.put("message", rejection.reason());
        return error;
    }
}
