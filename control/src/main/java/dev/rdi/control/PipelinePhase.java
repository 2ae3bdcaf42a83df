package dev.rdi.control;

import java.time.Instant;
import java.util.Optional;

/**
 * What a pipeline does, in the words that RDI's API has for it. Nobody knows of a pipeline that no server works for; it
 * counts as one that isn't running.
 *
 * <p>Immutable.
 */
public final class PipelinePhase {

    /** Whether a part can do its work. */
    public enum Readiness {
        STOPPED("stopped"),
        READY("ready"),
        NOT_READY("not-ready");

        private final String text;

        Readiness(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    private final PipelineStatus status;
    private final boolean active;
    private final String collector;

    private PipelinePhase(PipelineStatus status, boolean active, String collector) {
        this.status = status;
        this.active = active;
        this.collector = collector;
    }

    /** What a pipeline does now; empty for one that isn't there. */
    public static PipelinePhase of(Optional<PipelineState> state, Instant now) {
        return state.map(it -> new PipelinePhase(
                        it.status(now),
                        it.desired().active(),
                        it.alive(now).map(Observed::collector).orElse("")))
                .orElse(new PipelinePhase(PipelineStatus.STOPPED, false, ""));
    }

    /** The pipeline as a whole. */
    public Readiness pipeline() {
        return switch (status) {
            case STARTED, RESETTING -> Readiness.READY;
            case STOPPED -> Readiness.STOPPED;
            default -> Readiness.NOT_READY;
        };
    }

    /** What reads the source, or what stands for it. */
    public Readiness collector() {
        return switch (collector) {
            case "snapshot", "catching_up", "streaming", "external", "inactive" -> Readiness.READY;
            case "", "stopped" -> active ? Readiness.NOT_READY : Readiness.STOPPED;
            default -> Readiness.NOT_READY;
        };
    }

    /** The stream processor, which doesn't care for the source. */
    public Readiness processor() {
        return switch (status) {
            case STARTED, RESETTING, STARTING, UPDATING, CREATING ->
                collector.isEmpty() ? Readiness.NOT_READY : Readiness.READY;
            case STOPPED -> Readiness.STOPPED;
            default -> Readiness.NOT_READY;
        };
    }

    /** {@code cdc}, {@code initial-sync} or {@code not-running}. */
    public String state() {
        return switch (collector) {
            case "snapshot", "catching_up" -> "initial-sync";
            case "streaming", "external", "inactive" -> "cdc";
            default -> "not-running";
        };
    }

    /** {@code running}, {@code stopped} or {@code unknown}. */
    public String runStatus() {
        return switch (status) {
            case STARTED, RESETTING -> "running";
            case STOPPED -> "stopped";
            case UNKNOWN -> "unknown";
            default -> collector.isEmpty() ? "stopped" : "running";
        };
    }

    /** {@code streaming}, {@code initial-sync}, or {@code N/A} while it isn't running. */
    public String syncMode() {
        return switch (state()) {
            case "cdc" -> "streaming";
            case "initial-sync" -> "initial-sync";
            default -> "N/A";
        };
    }

    /** {@code running}, {@code completed}, {@code failed}, or {@code N/A}. */
    public String snapshotStatus() {
        return switch (collector) {
            case "snapshot", "catching_up" -> "running";
            case "streaming" -> status == PipelineStatus.RESETTING ? "running" : "completed";
            case "failed" -> "failed";
            default -> "N/A";
        };
    }
}
