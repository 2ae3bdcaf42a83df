package dev.rdi.app;

import dev.rdi.collector.SourceWatch;
import dev.rdi.control.Observed;
import dev.rdi.control.ObservedCodec;
import dev.rdi.control.PipelineProblem;
import dev.rdi.control.PipelineStatus;
import dev.rdi.model.RdiException;
import dev.rdi.redis.StreamSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a server tells about a pipeline that it leads.
 *
 * <p>Thread-safe.
 */
final class Report {

    private final Instant leadingSince = Instant.now();
    private long generation;
    private long revision;
    private PipelineStatus status = PipelineStatus.PENDING;
    private Instant since = Instant.now();
    private Optional<DataPlane> running = Optional.empty();
    private Optional<RestingSource> resting = Optional.empty();
    private Map<String, RdiException> own = Map.of();
    private String collectorPhase = "";
    private boolean silent;

    /** The pipeline runs, or doesn't. */
    synchronized void watch(Optional<DataPlane> dataPlane) {
        running = dataPlane;
    }

    /** What looks after the source while the pipeline doesn't run. */
    synchronized void watch(RestingSource source) {
        resting = Optional.of(source);
    }

    private Optional<SourceWatch.Lag> lag() {
        return running.isPresent() ? running.get().sourceLag() : resting.flatMap(RestingSource::lag);
    }

    /** The configuration that is in force. */
    synchronized void inForce(long number) {
        revision = number;
    }

    /**
     * What is so now.
     *
     * @param generationNow the change of what is wanted that is known
     * @param ownNow problems that no part of the data plane has
     * @return whether that is news
     */
    synchronized boolean tell(long generationNow, PipelineStatus statusNow, Map<String, RdiException> ownNow) {
        String phaseNow = running.map(DataPlane::collectorPhase).orElse("");
        boolean news = generation != generationNow
                || status != statusNow
                || !collectorPhase.equals(phaseNow)
                || !own.keySet().equals(ownNow.keySet());
        if (status != statusNow) {
            since = Instant.now();
        }
        generation = generationNow;
        status = statusNow;
        own = Map.copyOf(ownNow);
        collectorPhase = phaseNow;
        return news;
    }

    /** There is nothing more to tell: the pipeline ends with all its keys. */
    synchronized void end() {
        silent = true;
    }

    /** What the pipeline does, and its data plane while it runs. */
    synchronized LedPipeline led(String name, Supplier<Map<String, StreamSummary>> streams) {
        return new LedPipeline(name, status, running, lag(), streams);
    }

    /** Names and values, as the arguments of HSET; none if there is nothing to tell any more. */
    synchronized List<String> fields() {
        if (silent) {
            return List.of();
        }
        Map<String, RdiException> problems = new TreeMap<>(own);
        running.map(DataPlane::problems).ifPresent(problems::putAll);
        String collector = running.map(DataPlane::collectorPhase).orElse("");
        String now = Instant.now().toString();
        List<String> fields = new ArrayList<>(List.of("leader", Candidacy.instance()));
        fields.addAll(List.of("since", leadingSince.toString(), "updated", now, "collector", collector));
        fields.addAll(List.of("problems", text(problems)));
        fields.addAll(List.of(ObservedCodec.FIELD, ObservedCodec.encode(observed(collector, problems))));
        return fields;
    }

    private Observed observed(String collector, Map<String, RdiException> problems) {
        List<PipelineProblem> all = problems.entrySet().stream()
                .map(entry -> PipelineProblem.of(entry.getKey(), entry.getValue()))
                .toList();
        return new Observed(
                generation,
                revision,
                status,
                since,
                Instant.now(),
                Candidacy.instance(),
                collector,
                all,
                running.map(it -> it.statistics().performance()).orElse(Map.of()),
                SourceReports.of(running, lag()));
    }

    private static String text(Map<String, RdiException> problems) {
        return problems.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue().what() + " ("
                        + entry.getValue().code() + ")")
                .collect(Collectors.joining("; "));
    }
}
