package dev.rdi.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline: what is wanted, and what became of it.
 *
 * <p>Immutable.
 *
 * @param observed empty until a server has taken it up
 */
public record PipelineState(String name, Desired desired, Revision revision, Optional<Observed> observed) {

    /** A leader tells four times in 10 s; after this time without a word there is none. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Whether the status is about what is wanted now, and not about something that was. */
    public boolean isCurrent() {
        return observed.filter(it -> it.generation() >= desired.generation()).isPresent();
    }

    /** What the pipeline is doing. */
    public PipelineStatus status(Instant now) {
        if (isSilent(now)) {
            return isCurrent() ? PipelineStatus.UNKNOWN : desired.doing();
        }
        return isCurrent() ? observed.map(Observed::status).orElse(PipelineStatus.UNKNOWN) : desired.doing();
    }

    /** What doesn't work, as far as the status is current. */
    public List<PipelineProblem> problems(Instant now) {
        List<PipelineProblem> problems = new ArrayList<>(
                observed.filter(it -> isCurrent()).map(Observed::problems).orElse(List.of()));
        if (isSilent(now)) {
            problems.add(new PipelineProblem(
                    "operator",
                    "operator.silent",
                    "no server with the role operator works for the pipeline",
                    "start redis-di server, or look into the log of the one that runs"));
        }
        return problems;
    }

    /** What is known about the running parts, unless nobody has told for long. */
    public Optional<Observed> alive(Instant now) {
        return isSilent(now) ? Optional.empty() : observed;
    }

    private boolean isSilent(Instant now) {
        return observed.map(it -> it.updated().plus(SILENCE).isBefore(now)).orElse(true);
    }
}
