package dev.rdi.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a PostgreSQL server was asked to be. Immutable.
 *
 * @param dataFolder where its data is, null for a temporary folder
 * @param password that of the superuser; where it is empty everybody on this machine is let in
 * @param durable whether data reaches the disk before a commit returns
 * @param settings further settings of postgresql.conf
 * @param files what lies in the data folder beside the data, by name
 * @param wantsCertificates whether clients that connect with TLS must show a certificate
 */
record PostgresSettings(
        @Nullable Path dataFolder,
        String password,
        boolean durable,
        Map<String, String> settings,
        Map<String, String> files,
        boolean wantsCertificates) {
    /** The file of ours that postgresql.conf includes. */
    static final String CONFIGURATION_FILE = "embedded.conf";

    boolean asksForPasswords() {
        return !password.isEmpty();
    }

    /** The lines of our part of the configuration. */
    List<String> configuration(int port) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("listen_addresses", "127.0.0.1");
        all.put("port", Integer.toString(port));
        all.put("unix_socket_directories", "");
        all.put("wal_level", "logical");
        all.put("max_wal_senders", "20");
        all.put("max_replication_slots", "20");
        all.put("synchronous_commit", "on");
        all.put("fsync", durable ? "on" : "off");
        all.put("full_page_writes", durable ? "on" : "off");
        all.put("timezone", "UTC");
        all.put("log_timezone", "UTC");
        all.put("lc_messages", "C");
        all.putAll(settings);
        List<String> lines = new ArrayList<>();
        all.forEach((name, value) -> lines.add(name + " = '" + value.replace("'", "''") + "'"));
        return lines;
    }

    /** The lines of pg_hba.conf: who is let in, and how. */
    List<String> access() {
        String method = asksForPasswords() ? "scram-sha-256" : "trust";
        List<String> lines = new ArrayList<>();
        for (String database : List.of("all", "replication")) {
            if (wantsCertificates) {
                lines.add("hostssl " + database + " all 127.0.0.1/32 " + method + " clientcert=verify-ca");
            }
            lines.add("host " + database + " all 127.0.0.1/32 " + method);
        }
        return lines;
    }
}
