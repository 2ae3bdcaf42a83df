package dev.rdi.app;

import dev.rdi.cli.Version;
import dev.rdi.control.metrics.Exposition;
import dev.rdi.control.metrics.OperatorSet;
import dev.rdi.control.metrics.ProcessorSet;
import dev.rdi.control.metrics.Scrapes;
import dev.rdi.model.RdiException;
import dev.rdi.redis.StreamSummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells Prometheus about the pipelines that this process leads. Others are told about by those who lead them, so that
 * nothing counts twice.
 *
 * <p>Thread-safe.
 */
final class LedScrapes implements Scrapes {

    /** Anybody may scrape, and the RDI database has better things to do. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private static final double SECOND = 1_000;

    private final String installation;
    private final Supplier<List<LedPipeline>> led;
    private final Supplier<Map<String, Boolean>> leading;
    private final BooleanSupplier working;
    private final long startedMillis = System.currentTimeMillis();
    private final long startedNanos = System.nanoTime();
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    private record Look(long nanos, Optional<Map<String, StreamSummary>> streams) {}

    /**
     * @param led the pipelines that this process leads
     * @param leading all that it knows, and whether it leads them
     * @param working whether all threads that look after them do their rounds
     */
    LedScrapes(
            String installation,
            Supplier<List<LedPipeline>> led,
            Supplier<Map<String, Boolean>> leading,
            BooleanSupplier working) {
        this.installation = installation;
        this.led = led;
        this.leading = leading;
        this.working = working;
    }

    @Override
    public void collector(Exposition exposition) {
        led.get().forEach(pipeline -> CollectorExposition.add(exposition, pipeline));
    }

    @Override
    public void processor(Exposition exposition) {
        exposition.add(ProcessorSet.VERSION, 1, Version.number(), Version.number());
        exposition.add(ProcessorSet.ELAPSED, elapsed().toMillis() / SECOND);
        exposition.add(ProcessorSet.ELAPSED_CREATED, startedMillis / SECOND);
        List<LedPipeline> pipelines = led.get();
        looks.keySet().retainAll(pipelines.stream().map(LedPipeline::name).toList());
        for (LedPipeline pipeline : pipelines) {
            Look look = looks.compute(pipeline.name(), (name, last) -> isFresh(last) ? last : look(pipeline));
            exposition.add(ProcessorSet.DATABASE_UP, look.streams().isPresent() ? 1 : 0, pipeline.name());
            look.streams().ifPresent(streams -> {
                exposition.add(ProcessorSet.INCOMING_CREATED, startedMillis / SECOND, pipeline.name());
                StreamExposition.add(exposition, pipeline.name(), streams);
            });
            ProcessorExposition.add(exposition, pipeline);
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private static boolean isFresh(@Nullable Look look) {
        return look != null && System.nanoTime() - look.nanos() < KEPT.toNanos();
    }

    private static Look look(LedPipeline pipeline) {
        try {
            return new Look(System.nanoTime(), Optional.of(pipeline.streams().get()));
        } catch (RdiException e) {
            return new Look(System.nanoTime(), Optional.empty());
        }
    }

    @Override
    public void operator(Exposition exposition) {
        exposition.add(OperatorSet.WORKING, working.getAsBoolean() ? 1 : 0);
        leading.get()
                .forEach(
                        (name, leads) -> exposition.add(OperatorSet.LEADER, leads ? 1 : 0, Candidacy.instance(), name));
        for (LedPipeline pipeline : led.get()) {
            String now = phase(pipeline);
            for (String phase : List.of("Active", "Inactive", "Pending", "Resetting", "Error")) {
                exposition.add(OperatorSet.PHASE, phase.equals(now) ? 1 : 0, installation, pipeline.name(), phase);
            }
        }
    }

    private static String phase(LedPipeline pipeline) {
        return switch (pipeline.status()) {
            case STARTED -> "Active";
            case STOPPED -> "Inactive";
            case RESETTING -> "Resetting";
            case ERROR -> "Error";
            case CREATING, UPDATING, DELETING, STARTING, STOPPING, PENDING, UNKNOWN -> "Pending";
        };
    }
}
