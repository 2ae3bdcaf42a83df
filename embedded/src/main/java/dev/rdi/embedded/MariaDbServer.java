package dev.rdi.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB 11.4 server as a process of its own on 127.0.0.1, with a binary log of rows. For Linux on amd64.
 *
 * <p>It works in UTC and UTF-8, and keeps its port and data over {@link #stop} and {@link #start}. It ends with this JVM,
 * however that ends. Without a data folder given it works in a temporary one that {@link #close} removes. Root can start
 * it too. Thread-safe.
 */
public final class MariaDbServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 3;

    private final MariaDbSettings settings;
    private final Path folder;
    private final MariaDbLaunch launch;
    private int port;
    private @Nullable ServerProcess process;

    /** How a server ends. */
    public enum StopMode {
        /** In good order. */
        FAST("TERM"),
        /** At once, as in a crash: the next start recovers. */
        IMMEDIATE("KILL");

        private final String signal;

        StopMode(String signal) {
            this.signal = signal;
        }
    }

    private MariaDbServer(MariaDbSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
        this.launch = new MariaDbLaunch(settings, folder);
    }

    /** Settings of a server that is to be started; the defaults make an empty one on a free port. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a server with the defaults. */
    public static MariaDbServer startDefault() {
        return builder().start();
    }

    public int port() {
        return port;
    }

    public String host() {
        return "127.0.0.1";
    }

    /** A user who may do everything, from everywhere. */
    public String user() {
        return MariaDbLaunch.USER;
    }

    public String password() {
        return MariaDbLaunch.PASSWORD;
    }

    /** The address of a database, without user and password; of none if the name is empty. */
    public String jdbcUrl(String database) {
        return "jdbc:mariadb://" + host() + ":" + port + "/" + UrlText.encode(database);
    }

    public Path logFile() {
        return launch.logFile();
    }

    /** Opens a connection as the user who may do everything; the caller closes it. */
    public Connection connection(String database) throws SQLException {
        return connection(database, user(), password());
    }

    /** Opens a connection as any user; the caller closes it. */
    public Connection connection(String database, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    /** Runs a statement as the user who may do everything. */
    public void execute(String database, String sql) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public void createDatabase(String name) throws SQLException {
        execute("", "CREATE DATABASE `" + name.replace("`", "``") + "`");
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The process id of the running server. */
    public synchronized long pid() {
        return running().pid();
    }

    /** Starts the server again, after it was stopped, on the same port and data. */
    public synchronized void start() {
        if (isRunning()) {
            throw new IllegalStateException("MariaDB runs already on port " + port);
        }
        process = launch.start(port, PATIENCE);
    }

    /** Ends the server; a start on the same port and data can follow. */
    public synchronized void stop(StopMode mode) {
        if (process != null) {
            // A paused process gets no other signal than KILL.
            process.signal("CONT");
            process.end(mode.signal, STOP_PATIENCE);
            process = null;
        }
    }

    /** Freezes the server with all its sessions. */
    public synchronized void pause() {
        running().signal("STOP");
    }

    public synchronized void resume() {
        running().signal("CONT");
    }

    @Override
    public synchronized void close() {
        boolean temporary = settings.dataFolder() == null;
        stop(temporary ? StopMode.IMMEDIATE : StopMode.FAST);
        Folders.delete(folder);
    }

    private ServerProcess running() {
        if (process == null) {
            throw new IllegalStateException("MariaDB on port " + port + " was stopped");
        }
        return process;
    }

    private void startFirst(int givenPort) {
        launch.initialize();
        for (int attempt = 1; ; attempt++) {
            port = givenPort == 0 ? Ports.free() : givenPort;
            try {
                start();
                return;
            } catch (EmbeddedServerException e) {
                boolean lostTheRace = givenPort == 0 && e.code().equals("embedded.port-taken");
                if (!lostTheRace || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Collects the settings of a server. Confined to one thread. */
    public static final class Builder {
        private int port;
        private @Nullable Path dataFolder;
        private boolean durable;
        private final List<String> lines = new ArrayList<>();
        private final Map<String, String> files = new LinkedHashMap<>();

        private Builder() {}

        /** Listens on this port instead of a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Keeps the data in this folder, which is filled if it is empty, instead of a temporary one. */
        public Builder dataFolder(Path value) {
            dataFolder = value;
            return this;
        }

        /** Has data on the disk before a commit returns; by default it survives a killed process, not a power cut. */
        public Builder durable() {
            durable = true;
            return this;
        }

        /** Adds a line to the section of the server in its configuration; it wins over what this class writes. */
        public Builder line(String value) {
            lines.add(value);
            return this;
        }

        /** Speaks TLS, too, all in PEM. */
        public Builder tls(String authority, String certificate, String key) {
            files.put("ca.crt", authority);
            files.put("server.crt", certificate);
            files.put("server.key", key);
            return this;
        }

        /**
         * Starts the server and waits until it takes connections.
         *
         * @throws EmbeddedServerException if it doesn't
         */
        public MariaDbServer start() {
            Path used = Folders.temporary("rdi-mariadb-");
            List<String> all = new ArrayList<>(lines);
            if (!files.isEmpty()) {
                all.add("ssl-ca=" + used.resolve("ca.crt"));
                all.add("ssl-cert=" + used.resolve("server.crt"));
                all.add("ssl-key=" + used.resolve("server.key"));
            }
            MariaDbServer server = new MariaDbServer(new MariaDbSettings(dataFolder, durable, all, files), used);
            try {
                server.startFirst(port);
                return server;
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        }
    }
}
