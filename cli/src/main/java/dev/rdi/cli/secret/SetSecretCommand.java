package dev.rdi.cli.secret;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.Terminal;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineApi;
import dev.rdi.cli.pipeline.PipelineOption;
import dev.rdi.cli.pipeline.WaitOptions;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code redis-di set-secret}. */
@Command(
        name = "set-secret",
        description = {
            "Stores a secret of a pipeline, which configurations refer to by $${NAME}. It can be stored before the pipeline"
                    + " is deployed.",
            "Without a value the terminal is asked, and doesn't show it. A value on the command line can be seen in the list"
                    + " of processes and in the shell's history."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  redis-di set-secret SOURCE_DB_PASSWORD",
            "  redis-di set-secret SOURCE_DB_CACERT --file ca.pem",
            "  pass show shop/db | redis-di set-secret SOURCE_DB_PASSWORD -"
        })
public final class SetSecretCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Parameters(index = "0", paramLabel = "KEY", description = "The secret's name: letters, digits, _, - and .")
    private String key = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VALUE",
            description =
                    "The value; - reads it from the standard input. For a certificate or a key (KEY ends with CACERT,"
                            + " CERT or KEY) the path of a file that can be read stands for its content.")
    private @Nullable String value;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Take the value from a file; - is the standard input. One that isn't text is kept in Base64.")
    private @Nullable String file;

    @Option(names = "--literal", paramLabel = "TEXT", description = "Take this text as it is.")
    private @Nullable String literal;

    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Mixin
    private ApiAccess access;

    public SetSecretCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        if (Stream.of(value, file, literal).filter(Objects::nonNull).count() > 1) {
            throw new ParameterException(access.command().commandLine(), "Give one of VALUE, --file and --literal");
        }
        SecretValue given = given();
        return PipelineApi.with(access, pipeline.name(), api -> {
            api.api()
                    .put(api.path("secrets", key), Map.of("value", given.value().reveal(), "type", given.type()));
            ExitCode code = SecretChange.await(access, api, waiting);
            access.out().println("The secret " + key + " of the pipeline " + api.name() + " is set.");
            return code;
        });
    }

    private SecretValue given() {
        if (literal != null) {
            return SecretValue.simple(literal);
        }
        if (file != null) {
            return file.equals(STANDARD_INPUT)
                    ? SecretValue.ofFile(access.shell().input())
                    : SecretValue.ofFile(Path.of(file));
        }
        if (value == null) {
            return SecretValue.simple(Terminal.readHidden(
                            "Value of " + key, "give the value with --file FILE, or - and the standard input")
                    .orElseThrow(() -> new RdiException(
                            ErrorKind.CONFIG, "secrets.no-value", "nothing was typed", "type the value")));
        }
        if (value.equals(STANDARD_INPUT)) {
            return SecretValue.ofText(access.shell().input());
        }
        if (SecretValue.mayNameFile(key, value)) {
            if (SecretValue.isReadableFile(value)) {
                return SecretValue.ofFile(Path.of(value));
            }
            access.warn(
                    "VALUE is no file here that can be read, so it is stored itself; for the content of a file write"
                            + " --file FILE");
        }
        return SecretValue.simple(value);
    }
}
