package dev.rdi.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a MariaDB server was asked to be. Immutable.
 *
 * @param dataFolder where its data is, null for a temporary folder
 * @param durable whether data reaches the disk before a commit returns
 * @param lines further lines of the configuration, which win over ours
 * @param files what lies beside the configuration, by name
 */
record MariaDbSettings(@Nullable Path dataFolder, boolean durable, List<String> lines, Map<String, String> files) {
    static final String CONFIGURATION_FILE = "server.cnf";
    static final String LOG_FILE = "mariadb.log";

    MariaDbSettings {
        lines = List.copyOf(lines);
        files = Map.copyOf(files);
    }

    /** The lines of the configuration. */
    List<String> configuration(Path programs, Path folder, Path data, int port) {
        List<String> all = new ArrayList<>(List.of("[mariadbd]"));
        all.add("basedir=" + programs);
        all.add("datadir=" + data);
        all.add("tmpdir=" + folder);
        all.add("socket=" + folder.resolve("s"));
        all.add("pid-file=" + folder.resolve("pid"));
        all.add("log-error=" + folder.resolve(LOG_FILE));
        all.add("init-file=" + folder.resolve(MariaDbLaunch.USERS_FILE));
        all.add("bind-address=127.0.0.1");
        all.add("port=" + port);
        all.add("server-id=1");
        all.add("log-bin=" + data.resolve("binlog"));
        all.add("binlog-format=ROW");
        all.add("binlog-row-image=FULL");
        all.add("binlog-legacy-event-pos=1");
        all.add("default-time-zone=+00:00");
        all.add("character-set-server=utf8mb4");
        all.add("innodb-buffer-pool-size=32M");
        all.add("innodb-log-file-size=32M");
        all.add("innodb-flush-log-at-trx-commit=" + (durable ? 1 : 2));
        all.add("sync-binlog=" + (durable ? 1 : 0));
        all.add("performance-schema=OFF");
        // Logs go whether somebody reads them or not, as before 11.4.
        all.add("slave-connections-needed-for-purge=0");
        if (files.isEmpty()) {
            // It would make itself a key, which takes seconds.
            all.add("skip-ssl");
        }
        all.addAll(lines);
        return all;
    }
}
