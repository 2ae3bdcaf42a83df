package dev.rdi.app;

import dev.rdi.collector.Finding;
import dev.rdi.collector.SourceInspector;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.problem.Severity;
import dev.rdi.control.DeployChecks;
import dev.rdi.model.RdiException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether a configuration can run with this version, and at its source as far as that is asked for.
 *
 * <p>Immutable.
 */
final class SourceDeployChecks implements DeployChecks {

    private final ServerContext context;

    SourceDeployChecks(ServerContext context) {
        this.context = context;
    }

    @Override
    public List<Problem> check(String name, PipelineConfig config, Wanted wanted) {
        Pipeline pipeline = new Pipeline(context.installation(), name, config, List.of(), context.rdi());
        Place source = new Place("sources." + config.sourceName(), 0, 0);
        Problems problems = new Problems(PipelineLoader.CONFIG_FILE);
        try {
            pipeline.targets();
            if (Sources.hasCollector(pipeline)) {
                SourceInspector inspector = new SourceInspector(Sources.settings(pipeline));
                for (Finding finding : findings(inspector, wanted)) {
                    Severity severity =
                            finding.severity() == Finding.Severity.WARNING ? Severity.WARNING : Severity.ERROR;
                    problems.add(severity, finding.code(), source, finding.cause(), finding.cure());
                }
            }
        } catch (RdiException e) {
            problems.error(e.code(), source, e.what(), e.cure());
        }
        return problems.sorted();
    }

    private static List<Finding> findings(SourceInspector inspector, Wanted wanted) {
        List<Finding> findings = new ArrayList<>();
        if (wanted.tables()) {
            findings.addAll(inspector.checkTables());
        }
        if (wanted.cdc()) {
            findings.addAll(inspector.checkCapture());
        }
        return findings;
    }
}
