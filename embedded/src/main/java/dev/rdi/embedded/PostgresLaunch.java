package dev.rdi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the data folder of a PostgreSQL server and starts the server on it. Confined to one thread. */
final class PostgresLaunch {
    static final String SUPERUSER = "postgres";
    private static final String DATA = "data";
    private static final String LOG = "postgres.log";

    private final PostgresSettings settings;
    private final PostgresPrograms programs;
    private final Account account;
    private final Path folder;

    /** @param folder holds the log, and the data too unless another folder is given for that */
    PostgresLaunch(PostgresSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
        this.programs = PostgresPrograms.unpacked();
        this.account = Account.choose();
    }

    Path dataFolder() {
        Path given = settings.dataFolder();
        return given == null ? folder.resolve(DATA) : given;
    }

    Path logFile() {
        return folder.resolve(LOG);
    }

    /** Makes the data folder unless it holds a database already. */
    void initialize() {
        try {
            account.own(folder);
            if (Files.exists(dataFolder().resolve("PG_VERSION"))) {
                return;
            }
            Files.createDirectories(dataFolder());
            account.own(dataFolder());
            initdb();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void initdb() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(programs.program("initdb"), "-D", dataFolder().toString()));
        command.addAll(List.of("-U", SUPERUSER, "-E", "UTF-8", "--locale=C", "--no-sync", "--no-instructions"));
        Path passwordFile = folder.resolve("password");
        if (settings.asksForPasswords()) {
            Files.writeString(passwordFile, settings.password());
            account.own(passwordFile);
            command.addAll(List.of("-A", "scram-sha-256", "--pwfile=" + passwordFile));
        } else {
            command.addAll(List.of("-A", "trust"));
        }
        Commands.Result result = Commands.run(account.command(command));
        Files.deleteIfExists(passwordFile);
        if (!result.succeeded()) {
            throw failed("initdb failed", result.output());
        }
        Files.writeString(
                dataFolder().resolve("postgresql.conf"),
                "include_if_exists = '" + PostgresSettings.CONFIGURATION_FILE + "'\n",
                StandardOpenOption.APPEND);
    }

    /** Starts the server; on return it takes connections. */
    ServerProcess start(int port, Duration patience) {
        Ports.requireFree(port, "PostgreSQL");
        configure(port);
        List<String> command = List.of(
                programs.program("pg_ctl"),
                "start",
                "-w",
                "-t",
                Long.toString(patience.toSeconds()),
                "-D",
                dataFolder().toString(),
                "-l",
                logFile().toString());
        Commands.Result result = Commands.run(account.command(command));
        if (!result.succeeded()) {
            throw notStarted(port);
        }
        return ServerProcess.guarded(pid(), "INT", folder);
    }

    private void configure(int port) {
        try {
            Path file = dataFolder().resolve(PostgresSettings.CONFIGURATION_FILE);
            Files.write(file, settings.configuration(port));
            account.own(file);
            Files.write(dataFolder().resolve("pg_hba.conf"), settings.access());
            for (Map.Entry<String, String> extra : settings.files().entrySet()) {
                Path own = dataFolder().resolve(extra.getKey());
                Files.writeString(own, extra.getValue());
                Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
                account.own(own);
            }
            Files.deleteIfExists(logFile());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private long pid() {
        try {
            return Long.parseLong(Files.readAllLines(dataFolder().resolve("postmaster.pid"))
                    .get(0)
                    .strip());
        } catch (IOException e) {
            throw failed("PostgreSQL ended while it started", log());
        }
    }

    private EmbeddedServerException notStarted(int port) {
        String log = log();
        if (log.contains("Address already in use")) {
            return new EmbeddedServerException(
                    "embedded.port-taken",
                    "Port " + port + " on 127.0.0.1 is taken, so PostgreSQL can't listen on it",
                    "End the program that has it or choose another port");
        }
        return failed("PostgreSQL did not start on port " + port, log);
    }

    private EmbeddedServerException failed(String what, String log) {
        return new EmbeddedServerException("embedded.postgres-start", what, "This is what it logged: " + log.strip());
    }

    private EmbeddedServerException unwritable(IOException reason) {
        return new EmbeddedServerException(
                "embedded.folder",
                "Can't write into " + dataFolder() + " (" + reason.getMessage() + ")",
                "Choose a folder that can be written to",
                reason);
    }

    private String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            return "";
        }
    }
}
