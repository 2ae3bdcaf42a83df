package dev.rdi.app;

import dev.rdi.model.RdiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the leader tells about itself in the RDI database: who it is, what the collector does, what doesn't work.
 *
 * <p>Thread-safe.
 */
final class Status {

    private final String instance;
    private final Instant since = Instant.now();
    private volatile Optional<DataPlane> dataPlane = Optional.empty();

    Status(String instance) {
        this.instance = instance;
    }

    void watch(DataPlane running) {
        dataPlane = Optional.of(running);
    }

    /** Names and values, as the arguments of HSET. */
    List<String> fields() {
        List<String> fields = new ArrayList<>(List.of(
                "leader",
                instance,
                "since",
                since.toString(),
                "updated",
                Instant.now().toString()));
        dataPlane.ifPresent(running -> {
            fields.addAll(List.of("collector", running.collectorPhase(), "problems", problems(running)));
        });
        return fields;
    }

    private static String describe(String part, RdiException problem) {
        return part + ": " + problem.what() + " (" + problem.code() + ")";
    }

    private static String problems(DataPlane running) {
        Map<String, RdiException> problems = new TreeMap<>(running.problems());
        running.failure().ifPresent(failure -> problems.put("stopped", failure));
        return problems.entrySet().stream()
                .map(entry -> describe(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("; "));
    }
}
