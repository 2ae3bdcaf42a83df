package dev.rdi.config;

import dev.rdi.config.bind.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What must hold between properties, beyond what each of them declares on its own.
 *
 * <p>Confined to one thread.
 */
final class PipelineRules {
    private final Findings findings;
    private final PipelineConfig config;

    PipelineRules(Findings findings, PipelineConfig config) {
        this.findings = findings;
        this.config = config;
    }

    void check() {
        checkSources();
        checkTargets();
        checkProcessors();
        checkMetadata();
    }

    private void checkSources() {
        Findings sources = findings.under("sources");
        if (findings.isEmpty("sources")) {
            findings.error(
                    "config.missing", "sources", "the pipeline has no source", "add one under sources:, with a name");
        }
        config.sources().keySet().stream()
                .skip(1)
                .forEach(name -> sources.error(
                        "config.several-sources",
                        name,
                        "a pipeline has one source, and this is another",
                        "move it to a pipeline of its own"));
        config.sources().forEach((name, source) -> new SourceRules(sources.under(name), source).check());
    }

    private void checkTargets() {
        Findings targets = findings.under("targets");
        if (findings.isEmpty("targets")) {
            findings.error(
                    "config.missing", "targets", "the pipeline has no target", "add one under targets:, named target");
        } else if (!config.targets().isEmpty() && !config.targets().containsKey(PipelineConfig.DEFAULT_TARGET)) {
            checkDefaultTarget(targets);
        }
        config.targets().forEach((name, target) -> {
            Findings own = targets.under(name);
            checkTls(own.isGiven("connection") ? own.under("connection") : own, target.connection());
        });
    }

    private void checkDefaultTarget(Findings targets) {
        String first = config.targets().keySet().iterator().next();
        String message = "no target is named " + PipelineConfig.DEFAULT_TARGET + ", which is the one that is used where"
                + " no job names another";
        String fix = "rename it to " + PipelineConfig.DEFAULT_TARGET;
        if (config.targets().size() == 1) {
            targets.warning("config.no-default-target", first, message + "; '" + first + "' is used", fix);
        } else {
            targets.error("config.no-default-target", first, message, fix);
        }
    }

    private static void checkTls(Findings connection, TargetConnection target) {
        if (target.key().isPresent() && target.cert().isEmpty()) {
            needs(connection, "key", "cert");
        }
        if (target.cert().isPresent() && target.key().isEmpty()) {
            needs(connection, "cert", "key");
        }
        if (target.keyPassword().isPresent() && target.key().isEmpty()) {
            needs(connection, "key_password", "key");
        }
    }

    private static void needs(Findings connection, String given, String needed) {
        connection.error(
                "config.missing",
                given,
                "'" + given + "' is of no use without '" + needed + "'",
                "add " + needed + ": …, or remove " + given);
    }

    private void checkProcessors() {
        Findings own = findings.under("processors");
        ProcessorsConfig processors = config.processors();
        if (processors.type() == ProcessorType.FLINK) {
            own.warning(
                    "config.not-available",
                    "type",
                    "this version has no Flink processor; the embedded one does the same work",
                    "write type: classic, and the names of its settings");
        }
        if (!config.sources().isEmpty()) {
            new AdvancedRules(own, config).check();
        }
        if (processors.writeBatchSize() > processors.readBatchSize()) {
            own.warning(
                    "config.no-effect",
                    own.isGiven("write_batch_size") ? "write_batch_size" : "read_batch_size",
                    "no more can be written at a time than is read: write_batch_size is " + processors.writeBatchSize()
                            + ", read_batch_size " + processors.readBatchSize(),
                    "write a write_batch_size of at most read_batch_size");
        }
        if (processors.retryInitialDelay().compareTo(processors.retryMaxDelay()) > 0) {
            own.error(
                    "config.out-of-range",
                    own.isGiven("retry_initial_delay_ms") ? "retry_initial_delay_ms" : "retry_max_delay_ms",
                    "the first pause between retries must not be longer than the longest",
                    "write a retry_initial_delay_ms of at most retry_max_delay_ms");
        }
    }

    private void checkMetadata() {
        List<String> tags = config.metadata().tags();
        Set<String> seen = new HashSet<>();
        tags.stream()
                .filter(tag -> !seen.add(tag))
                .forEach(tag -> findings.under("metadata")
                        .error("config.duplicate-key", "tags", "the tag '" + tag + "' is given twice", "keep it once"));
    }
}
