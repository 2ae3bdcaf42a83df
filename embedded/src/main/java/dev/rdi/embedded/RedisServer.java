package dev.rdi.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Redis 7.0 server as a process of its own on 127.0.0.1.
 *
 * <p>It keeps its port and folder over stop, kill and start. It ends with this JVM, however that ends,
 * unless it was detached. Without a folder given, it works in a temporary one that {@link #close}
 * removes. Thread-safe.
 */
public final class RedisServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 3;

    private final RedisSettings settings;
    private final Path folder;
    private int port;
    private @Nullable ServerProcess process;
    private boolean detached;

    private RedisServer(RedisSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /** Settings of a server that is to be started; the defaults make an empty one in memory on a free port. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a server with the defaults. */
    public static RedisServer startDefault() {
        return builder().start();
    }

    public int port() {
        return port;
    }

    public String host() {
        return "127.0.0.1";
    }

    /** The password of the default user, or empty text where none is asked for. */
    public String password() {
        return settings.password();
    }

    /** The server's address as Redis clients write it, with the password if there is one. */
    public String url() {
        String login = password().isEmpty() ? "" : ":" + UrlText.encode(password()) + "@";
        return "redis://" + login + host() + ":" + port;
    }

    /** What a user types to connect. */
    public String cliCommand() {
        String cluster = settings.cluster() ? " -c" : "";
        String login = password().isEmpty() ? "" : " -a '" + password().replace("'", "'\\''") + "'";
        return "redis-cli -p " + port + cluster + login;
    }

    public Path folder() {
        return folder;
    }

    public Path logFile() {
        return folder.resolve(RedisSettings.LOG_FILE);
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The process id of the running server. */
    public synchronized long pid() {
        return running().pid();
    }

    /** Starts the server again, after it was stopped or killed, on the same port and folder. */
    public synchronized void start() {
        if (isRunning()) {
            throw new IllegalStateException("Redis runs already on port " + port);
        }
        RedisLaunch launch = new RedisLaunch(settings, folder, port);
        process = launch.start(PATIENCE);
    }

    /** Ends the server in good order: what an append-only file is to hold is written. */
    public synchronized void stop() {
        end("TERM");
    }

    /** Ends the server at once with SIGKILL, as a crash would. */
    public synchronized void kill() {
        end("KILL");
    }

    private void end(String signal) {
        if (process != null) {
            // A paused process gets no other signal than KILL.
            process.signal("CONT");
            process.end(signal, PATIENCE);
            process = null;
        }
    }

    /** Freezes the server with SIGSTOP: connections stay open and nothing is answered. */
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

    /**
     * Sends one command over a connection of its own and returns its reply.
     *
     * @return a status, a number or a text; that of an error starts with a minus sign
     */
    public String call(String... command) {
        try (RespConnection connection = new RespConnection(port, PATIENCE)) {
            if (!password().isEmpty()) {
                connection.call("AUTH", password());
            }
            return connection.call(command);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "embedded.not-reachable",
                    "Redis on port " + port + " does not answer (" + e.getMessage() + ")",
                    "Look into " + logFile(),
                    e);
        }
    }

    @Override
    public synchronized void close() {
        if (detached) {
            return;
        }
        stop();
        if (settings.folder() == null) {
            Folders.delete(folder);
        }
    }

    private ServerProcess running() {
        if (process == null) {
            throw new IllegalStateException("Redis on port " + port + " was stopped");
        }
        return process;
    }

    private void startFirst(int givenPort) {
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
        private @Nullable Path folder;
        private String password = "";
        private RedisSettings.Role role = RedisSettings.Role.ALONE;
        private boolean appendOnly;
        private final List<String> lines = new ArrayList<>();

        private Builder() {}

        /** Listens on this port instead of a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Works in this folder, which is kept, instead of a temporary one. */
        public Builder folder(Path value) {
            folder = value;
            return this;
        }

        public Builder password(String value) {
            password = value;
            return this;
        }

        /** Makes a Redis Cluster of this one node, which serves all slots. */
        public Builder cluster() {
            return role(RedisSettings.Role.CLUSTER);
        }

        Builder role(RedisSettings.Role value) {
            role = value;
            return this;
        }

        /**
         * Keeps data in an append-only file. It is written before a command is answered, so that a
         * killed process loses nothing; it is left to the system when it reaches the disk.
         */
        public Builder appendOnly() {
            appendOnly = true;
            return this;
        }

        /** Limits the memory for data, in bytes; writes are refused beyond it. */
        public Builder maxMemory(long bytes) {
            return line("maxmemory " + bytes);
        }

        /** Adds a line to redis.conf; it wins over what this class writes. */
        public Builder line(String value) {
            lines.add(value);
            return this;
        }

        /**
         * Starts the server and waits until it answers.
         *
         * @throws EmbeddedServerException if it doesn't
         */
        public RedisServer start() {
            RedisSettings settings = new RedisSettings(folder, password, role, appendOnly, List.copyOf(lines));
            Path used = folder == null ? Folders.temporary("rdi-redis-") : folder;
            RedisServer server = new RedisServer(settings, used);
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
