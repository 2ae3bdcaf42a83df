package dev.rdi.app;

import dev.rdi.config.secret.Secret;
import dev.rdi.control.secret.SecretType;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redis-di set-secret}. */
@Command(
        name = "set-secret",
        mixinStandardHelpOptions = true,
        description = {
            "Stores a secret of a pipeline in the RDI database, encrypted with the master key. Configurations refer to it"
                    + " with ${NAME}.",
            "Without a value it asks for one, and the terminal doesn't show it. A value on the command line can be seen"
                    + " in the list of processes and in the shell's history."
        },
        footer = {
            "",
            "Examples:",
            "  redis-di set-secret SOURCE_DB_PASSWORD",
            "  redis-di set-secret SOURCE_DB_CACERT --file ca.pem",
            "  pass show shop/db | redis-di set-secret SOURCE_DB_PASSWORD -"
        })
public final class SetSecretCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    /** Names of secrets that are usually files. */
    private static final Pattern CERTIFICATE_OR_KEY = Pattern.compile("(.*[_.-])?(CACERT|CA|CERT|CRT|KEY|PEM)");

    private final InputStream input;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SecretOptions options = new SecretOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "The secret's name: letters, digits, _, - and .")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VALUE",
            description = "The value; - reads it from the standard input. For a certificate or a key (NAME ends with"
                    + " CACERT, CERT or KEY) the path of a file that can be read stands for its content.")
    private @Nullable String value;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "Takes the value from a file; - is the standard input. One that isn't text is stored in Base64.")
    private @Nullable String file;

    @Option(names = "--literal", paramLabel = "TEXT", description = "Takes this text as it is.")
    private @Nullable String literal;

    /**
     * Creates the command.
     *
     * @param input the standard input
     */
    public SetSecretCommand(InputStream input) {
        this.input = input;
    }

    /** A value and what it is. */
    private record Given(SecretType type, Secret value) {

        static Given simple(String text) {
            return new Given(SecretType.SIMPLE, new Secret(text));
        }
    }

    @Override
    public Integer call() {
        if (Stream.of(value, file, literal).filter(Objects::nonNull).count() > 1) {
            throw new ParameterException(spec.commandLine(), "Give one of VALUE, --file and --literal");
        }
        Given given = given();
        return options.with((secrets, redis) -> {
            boolean created = secrets.put(redis, name, given.type(), given.value());
            spec.commandLine()
                    .getOut()
                    .println("The secret " + name + " of the pipeline " + options.pipeline() + " is "
                            + (created ? "stored." : "replaced."));
            return 0;
        });
    }

    private Given given() {
        if (literal != null) {
            return Given.simple(literal);
        }
        if (file != null) {
            return content(file.equals(STANDARD_INPUT) ? standardInput() : read(Path.of(file)));
        }
        if (value == null) {
            return Given.simple(Terminal.readHidden(
                            "Value of " + name, "give the value with --file FILE, or - and the standard input")
                    .orElseThrow(() -> new RdiException(
                            ErrorKind.CONFIG, "secrets.no-value", "nothing was typed", "type the value")));
        }
        if (value.equals(STANDARD_INPUT)) {
            return Given.simple(withoutLineBreak(new String(standardInput(), StandardCharsets.UTF_8)));
        }
        return namesFile(value) ? content(read(Path.of(value))) : Given.simple(value);
    }

    private boolean namesFile(String text) {
        if (!CERTIFICATE_OR_KEY.matcher(name.toUpperCase(Locale.ROOT)).matches() || text.contains("-----BEGIN")) {
            return false;
        }
        try {
            if (Files.isRegularFile(Path.of(text)) && Files.isReadable(Path.of(text))) {
                return true;
            }
        } catch (InvalidPathException e) {
            // Then it is a value.
        }
        spec.commandLine()
                .getErr()
                .println("warning: VALUE is no file here that can be read, so it is stored itself; for the content of a"
                        + " file write --file FILE");
        return false;
    }

    private static Given content(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Given(SecretType.FILE, new Secret(withoutLineBreak(text)));
        } catch (CharacterCodingException e) {
            return new Given(
                    SecretType.BINARY_FILE, new Secret(Base64.getEncoder().encodeToString(bytes)));
        }
    }

    /** As files in a folder of secrets are read. */
    private static String withoutLineBreak(String text) {
        return text.replaceFirst("\\r?\\n\\z", "");
    }

    private byte[] standardInput() {
        try {
            return input.readAllBytes();
        } catch (IOException e) {
            throw unreadable("the standard input", e);
        }
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    private static RdiException unreadable(String what, IOException e) {
        return new RdiException(
                ErrorKind.CONFIG,
                "secrets.file-unreadable",
                "the value can't be read from " + what + ": " + e.getClass().getSimpleName(),
                "correct the path, or give this user the right to read the file",
                e);
    }
}
