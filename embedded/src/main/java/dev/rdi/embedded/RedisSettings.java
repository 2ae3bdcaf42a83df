package dev.rdi.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Redis server was asked to be. Immutable.
 *
 * @param folder where it works, null for a temporary folder
 * @param lines further lines of redis.conf
 */
record RedisSettings(@Nullable Path folder, String password, Role role, boolean appendOnly, List<String> lines) {
    /** What a server is for. */
    enum Role {
        ALONE,
        /** A cluster of its own. */
        CLUSTER,
        /** One of several servers of a cluster; somebody else gives it slots. */
        NODE,
        SENTINEL
    }

    static final String LOG_FILE = "redis.log";
    static final String PID_FILE = "redis.pid";

    boolean cluster() {
        return role == Role.CLUSTER || role == Role.NODE;
    }

    /** The lines of redis.conf for a server in a folder. */
    List<String> configuration(Path workFolder, int port) {
        List<String> all = new ArrayList<>(List.of(
                "bind 127.0.0.1",
                "port " + port,
                "daemonize yes",
                "dir " + quoted(workFolder.toString()),
                "logfile " + quoted(workFolder.resolve(LOG_FILE).toString()),
                "pidfile " + quoted(workFolder.resolve(PID_FILE).toString()),
                role == Role.SENTINEL ? "" : "save \"\""));
        if (!password.isEmpty()) {
            all.add("requirepass " + quoted(password));
        }
        if (appendOnly) {
            all.add("appendonly yes");
            all.add("appendfsync no");
        }
        if (cluster()) {
            all.add("cluster-enabled yes");
            all.add("cluster-config-file nodes.conf");
            all.add("cluster-announce-ip 127.0.0.1");
            all.add("cluster-port " + Ports.companion(port));
        }
        all.addAll(lines);
        return all;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
