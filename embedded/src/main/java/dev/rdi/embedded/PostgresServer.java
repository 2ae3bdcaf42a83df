package dev.rdi.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL 18 server as a process of its own on 127.0.0.1, with logical decoding switched on.
 *
 * <p>It works in UTC, in UTF-8 with the C locale, and keeps its port and data over {@link #stop} and
 * {@link #start}. It ends with this JVM, however that ends, unless it was detached. Without a data
 * folder given it works in a temporary one that {@link #close} removes. Root can start it too.
 * Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final PostgresSettings settings;
    private final Path folder;
    private final PostgresLaunch launch;
    private int port;
    private @Nullable ServerProcess process;
    private boolean detached;

    /** How a server ends. */
    public enum StopMode {
        /** In good order: open transactions are rolled back and everything is written. */
        FAST("INT"),
        /** At once, as in a crash: the next start recovers from the write-ahead log. */
        IMMEDIATE("QUIT");

        private final String signal;

        StopMode(String signal) {
            this.signal = signal;
        }
    }

    private PostgresServer(PostgresSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
        this.launch = new PostgresLaunch(settings, folder);
    }

    /** Settings of a server that is to be started; the defaults make an empty one on a free port. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a server with the defaults. */
    public static PostgresServer startDefault() {
        return builder().start();
    }

    public int port() {
        return port;
    }

    public String host() {
        return "127.0.0.1";
    }

    /** The superuser, who is also the owner of what {@link #createDatabase} makes. */
    public String user() {
        return PostgresLaunch.SUPERUSER;
    }

    /** The superuser's password, or empty text where none is asked for. */
    public String password() {
        return settings.password();
    }

    /** The address of a database, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port + "/" + UrlText.encode(database);
    }

    /** What a user types to connect. */
    public String psqlCommand(String database) {
        String login = password().isEmpty() ? "" : ":" + UrlText.encode(password());
        return "psql postgresql://" + user() + login + "@" + host() + ":" + port + "/" + UrlText.encode(database);
    }

    public Path dataFolder() {
        return launch.dataFolder();
    }

    public Path logFile() {
        return launch.logFile();
    }

    /** Opens a connection as superuser; the caller closes it. */
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

    /** Runs SQL statements as superuser, in one implicit transaction if they are several. */
    public void execute(String database, String sql) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public void createDatabase(String name) throws SQLException {
        execute("postgres", "CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
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
            throw new IllegalStateException("PostgreSQL runs already on port " + port);
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

    /** Freezes the process that takes new connections; sessions that are open go on. */
    public synchronized void pause() {
        running().signal("STOP");
    }

    public synchronized void resume() {
        running().signal("CONT");
    }

    /** Leaves the running server, and its folder, behind when this JVM ends or this object is closed. */
    public synchronized void detach() {
        running().detach();
        detached = true;
    }

    @Override
    public synchronized void close() {
        if (detached) {
            return;
        }
        boolean temporary = settings.dataFolder() == null;
        stop(temporary ? StopMode.IMMEDIATE : StopMode.FAST);
        Folders.delete(folder);
    }

    private ServerProcess running() {
        if (process == null) {
            throw new IllegalStateException("PostgreSQL on port " + port + " was stopped");
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
        private String password = "";
        private boolean durable;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final Map<String, String> files = new LinkedHashMap<>();
        private boolean wantsCertificates;

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

        /** Asks every user for a password (SCRAM) and gives this one to the superuser; by default everybody is let in. */
        public Builder requirePasswords(String superuserPassword) {
            password = superuserPassword;
            return this;
        }

        /** Has data on the disk before a commit returns; by default it survives a killed process, not a power cut. */
        public Builder durable() {
            durable = true;
            return this;
        }

        /** Sets a setting of postgresql.conf; it wins over what this class sets. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /**
         * Speaks TLS, too, all in PEM.
         *
         * @param clientAuthority issues the certificates that clients with TLS must have; empty if they need none
         */
        public Builder tls(String certificate, String key, String clientAuthority) {
            setting("ssl", "on");
            files.put("server.crt", certificate);
            files.put("server.key", key);
            if (!clientAuthority.isEmpty()) {
                setting("ssl_ca_file", "clients.crt");
                files.put("clients.crt", clientAuthority);
                wantsCertificates = true;
            }
            return this;
        }

        /**
         * Starts the server and waits until it takes connections.
         *
         * @throws EmbeddedServerException if it doesn't
         */
        public PostgresServer start() {
            PostgresSettings all = new PostgresSettings(
                    dataFolder,
                    password,
                    durable,
                    new LinkedHashMap<>(settings),
                    new LinkedHashMap<>(files),
                    wantsCertificates);
            PostgresServer server = new PostgresServer(all, Folders.temporary("rdi-postgres-"));
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
