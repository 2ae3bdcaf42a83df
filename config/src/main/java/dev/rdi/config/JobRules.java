package dev.rdi.config;

import dev.rdi.config.bind.Findings;
import dev.rdi.config.bind.NearestName;
import dev.rdi.config.job.JobSource;
import dev.rdi.config.job.LookupConfig;
import dev.rdi.config.job.OutputConfig;
import dev.rdi.config.job.RedisWriteConfig;
import dev.rdi.config.job.TransformConfig;
import dev.rdi.config.problem.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What must hold between a job, the configuration and the other jobs. Confined to one thread. */
final class JobRules {
    private final JobDraft draft;
    private final Findings findings;
    private final Optional<PipelineConfig> config;

    JobRules(JobDraft draft, Mode mode, Optional<PipelineConfig> config) {
        this.draft = draft;
        this.findings = new Findings(draft.root(), Place.START, mode.lacking(), draft.problems());
        this.config = config;
    }

    void check() {
        if (!findings.isGiven("source")) {
            findings.lacking(
                    "config.missing",
                    "source",
                    "the job concerns no table, because it has no source",
                    "add source: {table: …}, or table: \"*\" for the tables without a job of their own");
        }
        config.ifPresent(pipeline -> {
            draft.job().source().ifPresent(source -> checkTable(source, pipeline.source()));
            checkConnections(pipeline.targets().keySet().stream().toList());
        });
    }

    private void checkTable(JobSource source, SourceConfig captured) {
        Findings own = findings.under("source");
        CapturedTables tables = new CapturedTables(captured);
        if (source.isDefault() || source.table().isBlank()) {
            return;
        }
        tables.missing(source)
                .ifPresent(missing ->
                        own.error("config.unknown-table", missing.property(), missing.message(), missing.fix()));
    }

    /** An item of a list that could not be read at all shifts those behind it, so that they can't be told apart. */
    private void checkConnections(List<String> targets) {
        List<TransformConfig> steps = draft.job().transform();
        for (int i = 0; i < steps.size() && steps.size() == findings.count("transform"); i++) {
            if (steps.get(i) instanceof LookupConfig lookup) {
                checkConnection(
                        findings.item("transform", i).under("with"),
                        lookup.with().connection(),
                        targets);
            }
        }
        List<OutputConfig> outputs = draft.job().output();
        for (int i = 0; i < outputs.size() && outputs.size() == findings.count("output"); i++) {
            if (outputs.get(i) instanceof RedisWriteConfig write) {
                Findings with = findings.item("output", i).under("with");
                write.with().connection().ifPresent(name -> checkConnection(with, name, targets));
            }
        }
    }

    private static void checkConnection(Findings with, String name, List<String> targets) {
        if (with.isGiven("connection") && !targets.contains(name)) {
            with.error(
                    "config.unknown-target",
                    "connection",
                    "config.yaml has no target named '" + name + "'",
                    NearestName.of(name, targets)
                            .map(known -> "write " + known)
                            .orElseGet(() -> "write " + String.join(" or ", targets) + ", or add it to config.yaml"));
        }
    }

    /** Reports names that several jobs have, and several jobs for the tables without one of their own. */
    static void checkTogether(List<JobDraft> drafts) {
        Map<String, String> names = new HashMap<>();
        Map<List<String>, String> defaults = new HashMap<>();
        for (JobDraft draft : drafts) {
            String file = draft.problems().file();
            Findings findings = new Findings(draft.root(), Place.START, Mode.RUN.lacking(), draft.problems());
            String namesake = names.putIfAbsent(draft.name(), file);
            if (namesake != null) {
                findings.error(
                        "config.duplicate-key",
                        "name",
                        "the job of " + namesake + " is named '" + draft.name() + "', too",
                        "give one of the two another name:");
            }
            Optional<String> other = draft.job()
                    .source()
                    .filter(JobSource::isDefault)
                    .map(source -> defaults.putIfAbsent(scope(source), file));
            other.ifPresent(earlier -> findings.under("source")
                    .error(
                            "config.duplicate-key",
                            "table",
                            earlier + " is a job for the tables without one of their own, too",
                            "name a table in one of the two"));
        }
    }

    private static List<String> scope(JobSource source) {
        return List.of(lower(source.serverName()), lower(source.db()), lower(source.schema()));
    }

    private static String lower(Optional<String> name) {
        return name.orElse("").toLowerCase(Locale.ROOT);
    }
}
