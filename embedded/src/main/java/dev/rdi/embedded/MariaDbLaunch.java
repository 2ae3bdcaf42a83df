package dev.rdi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the data folder of a MariaDB server and starts the server on it. Confined to one thread. */
final class MariaDbLaunch {
    static final String USERS_FILE = "users.sql";
    static final String USER = "admin";
    static final String PASSWORD = "admin";

    private static final String READY = "ready for connections";
    /** Prints the server's process id and leaves it running in a session of its own. */
    private static final String START = "\"$@\" >/dev/null 2>&1 </dev/null & echo $!";

    private final MariaDbSettings settings;
    private final MariaDbPrograms programs;
    private final Path folder;

    /** @param folder holds the log, and the data too unless another folder is given for that */
    MariaDbLaunch(MariaDbSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
        this.programs = MariaDbPrograms.unpacked();
    }

    Path dataFolder() {
        Path given = settings.dataFolder();
        return given == null ? folder.resolve("data") : given;
    }

    Path logFile() {
        return folder.resolve(MariaDbSettings.LOG_FILE);
    }

    /** Makes the data folder unless it holds a database already. */
    void initialize() {
        if (Files.exists(dataFolder().resolve("mysql"))) {
            return;
        }
        Commands.Result result = Commands.run(List.of(
                "env",
                "TMPDIR=" + folder,
                programs.folder().resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--force",
                "--skip-name-resolve",
                "--skip-test-db",
                "--auth-root-authentication-method=normal",
                "--user=" + System.getProperty("user.name", "root"),
                "--basedir=" + programs.folder(),
                "--datadir=" + dataFolder()));
        if (!result.succeeded()) {
            throw failed("mariadb-install-db failed", result.output());
        }
    }

    /** Starts the server; on return it takes connections. */
    ServerProcess start(int port, Duration patience) {
        Ports.requireFree(port, "MariaDB");
        configure(port);
        Commands.Result result = Commands.run(List.of(
                "sh",
                "-c",
                START,
                "sh",
                "setsid",
                programs.program("mariadbd"),
                "--defaults-file=" + folder.resolve(MariaDbSettings.CONFIGURATION_FILE),
                "--user=" + System.getProperty("user.name", "root")));
        if (!result.succeeded()) {
            throw failed("MariaDB can't be run", result.output());
        }
        long pid = Long.parseLong(result.output().strip());
        ServerProcess process = ServerProcess.guarded(pid, "TERM", settings.dataFolder() == null ? folder : null);
        boolean answers = Waiting.until(patience, () -> !process.isAlive() || log().contains(READY));
        if (!answers || !process.isAlive()) {
            process.end("KILL", patience);
            throw notStarted(port);
        }
        return process;
    }

    private void configure(int port) {
        try {
            Files.write(
                    folder.resolve(MariaDbSettings.CONFIGURATION_FILE),
                    settings.configuration(programs.folder(), folder, dataFolder(), port));
            // Each statement on a line of its own.
            Files.writeString(
                    folder.resolve(USERS_FILE),
                    "CREATE USER IF NOT EXISTS '" + USER + "'@'%' IDENTIFIED BY '" + PASSWORD + "';\n"
                            + "GRANT ALL ON *.* TO '" + USER + "'@'%' WITH GRANT OPTION;\n");
            for (Map.Entry<String, String> extra : settings.files().entrySet()) {
                Path own = folder.resolve(extra.getKey());
                Files.writeString(own, extra.getValue());
                Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
            }
            Files.deleteIfExists(logFile());
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "embedded.folder",
                    "Can't write into " + folder + " (" + e.getMessage() + ")",
                    "Choose a folder that can be written to",
                    e);
        }
    }

    private EmbeddedServerException notStarted(int port) {
        String log = log();
        if (log.contains("Address already in use")) {
            return new EmbeddedServerException(
                    "embedded.port-taken",
                    "Port " + port + " on 127.0.0.1 is taken, so MariaDB can't listen on it",
                    "End the program that has it or choose another port");
        }
        return failed("MariaDB did not start on port " + port, log);
    }

    private static EmbeddedServerException failed(String what, String log) {
        return new EmbeddedServerException("embedded.mariadb-start", what, "This is what it logged: " + log.strip());
    }

    private String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            return "";
        }
    }
}
