package dev.rdi.app;

import dev.rdi.control.secret.MasterKey;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code redis-di generate-master-key}. */
@Command(
        name = "generate-master-key",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a random master key for stored secrets, and prints it or writes it into a file.",
            "Keep a copy of it elsewhere: without it the stored secrets are lost."
        },
        footer = {
            "",
            "Examples:",
            "  redis-di generate-master-key --file master.key",
            "  redis-di generate-master-key --file master.key --add",
            "  export RDI_MASTER_KEY=$(redis-di generate-master-key)"
        })
public final class GenerateMasterKeyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Writes the key into a new file that only its owner can read.")
    private @Nullable Path file;

    @Option(
            names = "--add",
            description = "Puts the key before those that the file has, so that it encrypts and they still decrypt.")
    private boolean add;

    @Override
    public Integer call() {
        MasterKey key = MasterKey.generate();
        if (file == null) {
            if (add) {
                throw new ParameterException(spec.commandLine(), "--add needs --file");
            }
            spec.commandLine().getOut().println(key.reveal());
            return 0;
        }
        try {
            write(key, file.toAbsolutePath());
        } catch (IOException e) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "secrets.master-key-unwritable",
                    "the master key can't be written into " + file + ": "
                            + e.getClass().getSimpleName(),
                    add ? "correct the path: --add needs a key file that there is" : "correct the path",
                    e);
        }
        spec.commandLine().getOut().println("The master key " + key.id() + " is in " + file + ".");
        return 0;
    }

    private void write(MasterKey key, Path path) throws IOException {
        if (!add && Files.exists(path)) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "secrets.master-key-exists",
                    "there is a file " + file,
                    "add --add to put a new key before its keys, or choose another name");
        }
        String old = add ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
        // A temporary file is its owner's alone, and takes the place of the old one at once.
        Path folder = path.getParent() == null ? path : path.getParent();
        Path next = Files.createTempFile(folder, ".master-key", "");
        Files.writeString(next, key.reveal() + "\n" + old, StandardCharsets.ISO_8859_1);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
