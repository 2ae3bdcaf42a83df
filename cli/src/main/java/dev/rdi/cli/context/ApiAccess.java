package dev.rdi.cli.context;

import dev.rdi.cli.ErrorReport;
import dev.rdi.cli.ExitCode;
import dev.rdi.cli.GlobalOptions;
import dev.rdi.cli.Shell;
import dev.rdi.cli.Terminal;
import dev.rdi.cli.client.ApiClient;
import dev.rdi.cli.client.ApiRefusal;
import dev.rdi.cli.client.Credentials;
import dev.rdi.cli.client.RequestLog;
import dev.rdi.config.secret.Secret;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * What every command that uses the API mixes in: the global options, the client, and what is told when the API refuses.
 *
 * <p>Confined to one thread.
 */
public final class ApiAccess {
    private static final Set<String> TALKATIVE = Set.of("DEBUG", "TRACE");
    private static final Set<String> SILENT = Set.of("ERROR", "CRITICAL");

    private final Shell shell;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = false, validate = false, heading = GlobalOptions.HEADING)
    private GlobalOptions global = new GlobalOptions();

    public ApiAccess(Shell shell) {
        this.shell = shell;
    }

    /** What a command does with the API. */
    public interface Task {
        ExitCode run(ApiClient api);
    }

    /** Does something with the API; returns the exit code. */
    public int with(Task task) {
        return with(task, Function.identity());
    }

    /**
     * Does something with the API; returns the exit code.
     *
     * @param explain makes of a refusal one that says more, for example what else there is
     */
    public int with(Task task, Function<ApiRefusal, ApiRefusal> explain) {
        try {
            return task.run(client()).code();
        } catch (ApiRefusal refusal) {
            tell(explain.apply(refusal));
            return ExitCode.FAILURE.code();
        }
    }

    /** A client of the API that is meant. */
    public ApiClient client() {
        Connection connection = connection();
        return new ApiClient(connection.address(), credentials(connection), log());
    }

    Connection connection() {
        return Connection.of(shell, List.of(global, GlobalOptions.beforeTheCommand(spec)));
    }

    GlobalOptions options() {
        return global;
    }

    public Shell shell() {
        return shell;
    }

    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    public PrintWriter err() {
        return spec.commandLine().getErr();
    }

    public Ansi ansi() {
        return spec.commandLine().getColorScheme().ansi();
    }

    public CommandSpec command() {
        return spec;
    }

    /** Tells of what should be known, unless only errors are wanted. */
    public void warn(String text) {
        if (!SILENT.contains(level())) {
            err().println(ansi().string("@|bold,yellow warning:|@ ") + text);
            err().flush();
        }
    }

    /** Tells how it goes, unless only errors or warnings are wanted. */
    public void note(String text) {
        if (!SILENT.contains(level()) && !level().startsWith("WARN")) {
            err().println(text);
            err().flush();
        }
    }

    /** Tells of a problem of a file, whose text says where it is. */
    public void problem(String text, String cure) {
        err().println(text);
        if (!cure.isEmpty()) {
            err().println("    " + ansi().string("@|green fix:|@ ") + cure);
        }
        err().flush();
    }

    private String level() {
        return global.logLevel()
                .or(() -> GlobalOptions.beforeTheCommand(spec).logLevel())
                .or(() -> shell.variable("RDI_LOG_LEVEL"))
                .orElse("INFO")
                .toUpperCase(Locale.ROOT);
    }

    private RequestLog log() {
        if (!TALKATIVE.contains(level())) {
            return RequestLog.NONE;
        }
        return (method, path, status, time) -> {
            err().println("debug: " + method + " " + path + " -> " + status + ", " + time.toMillis() + " ms");
            err().flush();
        };
    }

    private Credentials credentials(Connection connection) {
        Optional<String> user = connection.user();
        if (user.isPresent()) {
            return new Credentials.User(
                    user.get(), secret(connection.password(), "Password of " + user.get(), "RDI_PASSWORD"));
        }
        return connection
                .accountKey()
                .<Credentials>map(
                        key -> new Credentials.CloudKeys(key, secret(connection.userKey(), "User key", "RDI_USER_KEY")))
                .orElseGet(Credentials.None::new);
    }

    private static Secret secret(Optional<String> given, String prompt, String variable) {
        return new Secret(given.or(() -> Terminal.readHidden(prompt, "set " + variable))
                .orElseThrow(() -> new RdiException(
                        ErrorKind.CONFIG, "cli.no-password", "nothing was typed", "type it, or set " + variable)));
    }

    private void tell(ApiRefusal refusal) {
        if (refusal.status() == ApiRefusal.UNAUTHORIZED) {
            print(
                    "the API at " + connection().address().base() + " wants a login",
                    "give --user NAME, and the password in RDI_PASSWORD");
        } else if (refusal.status() == ApiRefusal.FORBIDDEN) {
            print("this user may not do that: " + refusal.detail(), "log in as an admin with --user");
        } else if (refusal.items().isEmpty()) {
            print(refusal.detail().isEmpty() ? "the API answers " + refusal.status() : refusal.detail(), cure(refusal));
        } else {
            refusal.items()
                    .forEach(item ->
                            print(item.message(), item.remediation().isEmpty() ? cure(refusal) : item.remediation()));
        }
    }

    private String cure(ApiRefusal refusal) {
        String help = "see " + spec.qualifiedName() + " --help";
        return switch (refusal.status()) {
            case ApiRefusal.NOT_FOUND -> "correct the name";
            case 429 -> "wait a minute, then try again";
            case 500, 502, 503, 504 -> "try again; if it stays so, look at the server's log";
            default -> help;
        };
    }

    /** Prints a cause and its cure. */
    public void print(String cause, String cure) {
        ErrorReport.print(err(), ansi(), cause, cure);
    }
}
