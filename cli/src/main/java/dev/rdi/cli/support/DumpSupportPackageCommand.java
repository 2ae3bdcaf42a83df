package dev.rdi.cli.support;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.ApiClient;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code redis-di dump-support-package}. */
@Command(
        name = "dump-support-package",
        description = {
            "Writes a zip file with what helps others to help: versions, pipelines, status, metrics, names of secrets, revisions,"
                    + " why records were rejected, logs.",
            "It holds no secrets, and no rows unless they are asked for. Look into it before it leaves the house."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  redis-di dump-support-package --dir /tmp",
            "  redis-di dump-support-package --log-dir /var/log/rdi --log-days 5"
        })
public final class DumpSupportPackageCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where the file is written to (${DEFAULT-VALUE}).")
    private Path directory = Path.of(".");

    @Option(
            names = {"--dump-rejected", "--with-rows"},
            description = "Put the rows of rejected records in, too.")
    private boolean rows;

    @Option(
            names = "--log-dir",
            paramLabel = "DIR",
            description = "A folder with log files of the servers, which are put in.")
    private @Nullable Path logs;

    @Option(
            names = "--log-days",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many days log files may be old (${DEFAULT-VALUE}).")
    private int days = 2;

    @Mixin
    private DirectOptions direct = new DirectOptions();

    @Mixin
    private ApiAccess access;

    public DumpSupportPackageCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        if (days < 0) {
            throw new ParameterException(access.command().commandLine(), "--log-days must not be negative");
        }
        if (direct.isGiven()) {
            access.warn("the package is made through the API; the options --rdi-… have no effect");
        }
        return access.with(this::write);
    }

    private ExitCode write(ApiClient api) {
        Instant now = access.shell().clock().instant();
        Path file = directory.resolve("redis-di-support-" + STAMP.format(now) + ".zip");
        try (OutputStream out = create(file);
                SupportArchive archive = new SupportArchive(out, now)) {
            List<String> missing = new ArrayList<>(new SupportFacts(api, archive, rows).collect());
            addLogs(archive, now);
            if (!missing.isEmpty()) {
                archive.text("missing.txt", String.join("\n", missing) + "\n");
                missing.forEach(it -> access.warn("not in the package: " + it));
            }
        } catch (IOException e) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.support-package",
                    file + " can't be written: " + e.getClass().getSimpleName(),
                    "give a folder that this user may write to with --dir",
                    e);
        }
        access.out().println(file);
        return ExitCode.OK;
    }

    /** Only its owner may read it. */
    private static OutputStream create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.newOutputStream(file);
    }

    private void addLogs(SupportArchive archive, Instant now) throws IOException {
        if (logs == null) {
            return;
        }
        Instant oldest = now.minus(Duration.ofDays(days));
        List<Path> files;
        try (Stream<Path> found = Files.list(logs)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            if (!Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                archive.file("logs/" + file.getFileName(), file);
            }
        }
    }
}
