package dev.rdi.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            String phase = running.collectorStatus()
                    .map(status -> status.state().name().toLowerCase(Locale.ROOT))
                    .orElse("external");
            fields.addAll(List.of("collector", phase, "problems", problems(running)));
        });
        return fields;
    }

    private static String problems(DataPlane running) {
        Stream<String> stopped = running.failure().map(failure -> "stopped: " + failure.what()).stream();
        Stream<String> waiting = running.health().problems().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ": " + entry.getValue().what());
        return Stream.concat(stopped, waiting).collect(Collectors.joining("; "));
    }
}
