package dev.rdi.app;

import dev.rdi.app.prepare.ConfigureCommand;
import dev.rdi.app.prepare.CreateCommand;
import dev.rdi.cli.LocalCommands;
import dev.rdi.cli.Shell;
import dev.rdi.cli.completion.CompletionCommand;
import dev.rdi.cli.context.DeleteContextCommand;
import dev.rdi.cli.context.DescribeContextCommand;
import dev.rdi.cli.context.ListContextsCommand;
import dev.rdi.cli.context.SetContextCommand;
import dev.rdi.cli.context.UseContextCommand;
import dev.rdi.cli.dlq.GetDlqCommand;
import dev.rdi.cli.dlq.ListDlqRecordsCommand;
import dev.rdi.cli.dlq.ListDlqsCommand;
import dev.rdi.cli.dlq.ReplayDlqCommand;
import dev.rdi.cli.metric.GetMetricCollectionCommand;
import dev.rdi.cli.metric.ListMetricCollectionsCommand;
import dev.rdi.cli.metric.MonitorCommand;
import dev.rdi.cli.pipeline.DeleteCommand;
import dev.rdi.cli.pipeline.DeployCommand;
import dev.rdi.cli.pipeline.DescribeCommand;
import dev.rdi.cli.pipeline.DescribeJobCommand;
import dev.rdi.cli.pipeline.DiffCommand;
import dev.rdi.cli.pipeline.GetCommand;
import dev.rdi.cli.pipeline.GetJobCommand;
import dev.rdi.cli.pipeline.HistoryCommand;
import dev.rdi.cli.pipeline.InfoCommand;
import dev.rdi.cli.pipeline.ListCommand;
import dev.rdi.cli.pipeline.ListJobsCommand;
import dev.rdi.cli.pipeline.RollbackCommand;
import dev.rdi.cli.pipeline.StartCommand;
import dev.rdi.cli.pipeline.StopCommand;
import dev.rdi.cli.secret.DeleteSecretCommand;
import dev.rdi.cli.secret.DescribeSecretCommand;
import dev.rdi.cli.secret.GetSecretCommand;
import dev.rdi.cli.secret.ListSecretsCommand;
import dev.rdi.cli.secret.SetSecretCommand;
import dev.rdi.cli.support.DumpSupportPackageCommand;
import dev.rdi.cli.trace.TraceCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commands of this distribution by their names. Each is made when it is asked for, because loading the others would
 * cost it time.
 *
 * <p>Immutable.
 */
final class Commands {

    /** The names under the headings of the help. */
    static final Map<String, List<String>> GROUPS = groups();

    /** Other names of some of them. */
    static final Set<String> ALIASES = Set.of("status", "set", "get-rejected", "configure-rdi");

    private final Shell shell;

    Commands(Shell shell) {
        this.shell = shell;
    }

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put(
                "Pipelines",
                List.of(
                        "list",
                        "get",
                        "describe",
                        "deploy",
                        "diff",
                        "start",
                        "stop",
                        "reset",
                        "delete",
                        "history",
                        "rollback",
                        "trace"));
        groups.put("Jobs", List.of("list-jobs", "get-job", "describe-job"));
        groups.put("Secrets", List.of("list-secrets", "get-secret", "describe-secret", "set-secret", "delete-secret"));
        groups.put("Rejected records", List.of("list-dlqs", "get-dlq", "list-dlq-records", "replay-dlq"));
        groups.put("Metrics", List.of("list-metric-collections", "get-metric-collection"));
        groups.put("Files", List.of("scaffold", "validate", "dry-run", "schema"));
        groups.put(
                "Contexts",
                List.of("list-contexts", "describe-context", "set-context", "use-context", "delete-context"));
        groups.put(
                "Servers",
                List.of(
                        "create",
                        "configure",
                        "info",
                        "server",
                        "run",
                        "monitor",
                        "generate-master-key",
                        "rotate-secrets",
                        "dump-support-package"));
        groups.put("Shell", List.of("completion", "help"));
        return groups;
    }

    /** All names, without aliases. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        GROUPS.values().forEach(names::addAll);
        return names;
    }

    /** A command by its name or an alias. */
    Optional<Object> make(String name) {
        return switch (name) {
            case "list" -> Optional.of(new ListCommand(shell));
            case "get" -> Optional.of(new GetCommand(shell));
            case "describe", "status" -> Optional.of(new DescribeCommand(shell));
            case "deploy", "set" -> Optional.of(new DeployCommand(shell));
            case "diff" -> Optional.of(new DiffCommand(shell));
            case "start" -> Optional.of(new StartCommand(shell));
            case "stop" -> Optional.of(new StopCommand(shell));
            case "reset" -> Optional.of(new ResetCommand(shell));
            case "delete" -> Optional.of(new DeleteCommand(shell));
            case "history" -> Optional.of(new HistoryCommand(shell));
            case "rollback" -> Optional.of(new RollbackCommand(shell));
            case "trace" -> Optional.of(new TraceCommand(shell));
            case "list-jobs" -> Optional.of(new ListJobsCommand(shell));
            case "get-job" -> Optional.of(new GetJobCommand(shell));
            case "describe-job" -> Optional.of(new DescribeJobCommand(shell));
            case "list-secrets" -> Optional.of(new ListSecretsCommand(shell));
            case "get-secret" -> Optional.of(new GetSecretCommand(shell));
            case "describe-secret" -> Optional.of(new DescribeSecretCommand(shell));
            case "set-secret" -> Optional.of(new SetSecretCommand(shell));
            case "delete-secret" -> Optional.of(new DeleteSecretCommand(shell));
            case "list-dlqs" -> Optional.of(new ListDlqsCommand(shell));
            case "get-dlq" -> Optional.of(new GetDlqCommand(shell));
            case "list-dlq-records", "get-rejected" -> Optional.of(new ListDlqRecordsCommand(shell));
            case "replay-dlq" -> Optional.of(new ReplayDlqCommand(shell));
            case "list-metric-collections" -> Optional.of(new ListMetricCollectionsCommand(shell));
            case "get-metric-collection" -> Optional.of(new GetMetricCollectionCommand(shell));
            case "list-contexts" -> Optional.of(new ListContextsCommand(shell));
            case "describe-context" -> Optional.of(new DescribeContextCommand(shell));
            case "set-context" -> Optional.of(new SetContextCommand(shell));
            case "use-context" -> Optional.of(new UseContextCommand(shell));
            case "delete-context" -> Optional.of(new DeleteContextCommand(shell));
            case "completion" -> Optional.of(new CompletionCommand(() -> Main.all(shell)));
            case "dump-support-package" -> Optional.of(new DumpSupportPackageCommand(shell));
            case "create" -> Optional.of(new CreateCommand());
            case "configure", "configure-rdi" -> Optional.of(new ConfigureCommand());
            case "monitor" -> Optional.of(new MonitorCommand(shell));
            case "info" -> Optional.of(new InfoCommand(shell));
            case "server" -> Optional.of(new ServerCommand());
            case "run" -> Optional.of(new RunCommand());
            case "generate-master-key" -> Optional.of(new GenerateMasterKeyCommand());
            case "rotate-secrets" -> Optional.of(new RotateSecretsCommand());
            default -> LocalCommands.make(name, shell.environment());
        };
    }
}
