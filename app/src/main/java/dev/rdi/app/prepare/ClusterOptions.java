package dev.rdi.app.prepare;

import dev.rdi.cli.Terminal;
import dev.rdi.config.secret.Secret;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.Tls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which Redis Enterprise cluster is asked for a database, and for which. Confined to one thread. */
final class ClusterOptions {

    private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final int LEAST_MEMORY = 30;

    @Option(
            names = "--cluster-host",
            paramLabel = "HOST",
            description = "A Redis Enterprise cluster, which is asked to make the database.")
    private @Nullable String host;

    @Option(
            names = "--cluster-api-port",
            paramLabel = "PORT",
            defaultValue = "9443",
            description = "The port of the cluster's REST API (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--cluster-user",
            paramLabel = "USER",
            defaultValue = "${env:RDI_CLUSTER_USER}",
            description = "A user of the cluster who may make databases. Default: the variable RDI_CLUSTER_USER.")
    private @Nullable String user;

    @Option(
            names = "--cluster-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:RDI_CLUSTER_PASSWORD}",
            description =
                    "The user's password, which is stored nowhere. Default: the variable RDI_CLUSTER_PASSWORD, else"
                            + " you are asked.")
    private @Nullable String password;

    @Option(
            names = "--cluster-cacert",
            paramLabel = "PEM",
            defaultValue = "${env:RDI_CLUSTER_CACERT}",
            description = "The authority of the cluster's certificate. Default: the variable RDI_CLUSTER_CACERT, else"
                    + " those that Java knows.")
    private @Nullable String cacert;

    @Option(
            names = "--cluster-any-host-name",
            description = "Don't check that the cluster's certificate names the host.")
    private boolean anyHostName;

    @Option(
            names = "--rdi-name",
            paramLabel = "NAME",
            defaultValue = "redis-di",
            description = "The name of the new database (${DEFAULT-VALUE}).")
    private String name = "";

    @Option(
            names = "--rdi-memory",
            paramLabel = "MB",
            defaultValue = "256",
            description = "Its memory in megabytes (${DEFAULT-VALUE}).")
    private long memory;

    @Option(
            names = "--rdi-shards",
            paramLabel = "N",
            defaultValue = "1",
            description = "Its shards (${DEFAULT-VALUE}).")
    private int shards;

    @Option(names = "--replication", description = "Give each shard a replica.")
    private boolean replicated;

    @Option(names = "--rdi-port", paramLabel = "PORT", description = "Its port; the cluster chooses one without it.")
    private @Nullable Integer databasePort;

    @Option(
            names = "--rdi-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:RDI_REDIS_PASSWORD}",
            description = "Its password. Default: the variable RDI_REDIS_PASSWORD, else you are asked.")
    private @Nullable String databasePassword;

    @Option(names = "--rdi-tls", description = "Let it accept encrypted connections only.")
    private boolean databaseTls;

    /** Whether a cluster is to be asked. */
    boolean given() {
        return host != null;
    }

    EnterpriseCluster cluster(boolean silent) {
        if (host == null || host.isBlank() || user == null || user.isBlank()) {
            throw wrong("--cluster-user is missing", "write the user of the cluster, or set RDI_CLUSTER_USER");
        }
        Secret secret = secret(password, "Password of " + user + " at " + host, "set RDI_CLUSTER_PASSWORD", silent);
        Tls tls = new Tls(true, authority(), Optional.empty(), Optional.empty(), Optional.empty(), !anyHostName);
        return new EnterpriseCluster(host, port, user, secret, tls);
    }

    NewDatabase database(boolean silent) {
        if (!name.matches(NAME)) {
            throw wrong(
                    "--rdi-name is no name for a database: " + name,
                    "use up to 63 letters, digits and hyphens, a letter or digit at both ends");
        }
        if (memory < LEAST_MEMORY) {
            throw wrong("--rdi-memory is too small: " + memory, "give at least " + LEAST_MEMORY + " MB");
        }
        if (shards < 1 || shards > 512) {
            throw wrong("--rdi-shards is out of range: " + shards, "give 1 to 512");
        }
        Secret secret = secret(databasePassword, "Password for the new database", "set RDI_REDIS_PASSWORD", silent);
        return new NewDatabase(
                name, memory, shards, replicated, Optional.ofNullable(databasePort), secret, databaseTls);
    }

    /** The authority of the cluster, which is also that of its databases. */
    Optional<String> authority() {
        return Optional.ofNullable(cacert).filter(pem -> !pem.isBlank());
    }

    private static Secret secret(@Nullable String given, String prompt, String cure, boolean silent) {
        if (given != null && !given.isEmpty()) {
            return new Secret(given);
        }
        if (silent) {
            throw wrong("there is no password: " + prompt, cure);
        }
        return new Secret(Terminal.readHidden(prompt, cure).orElseThrow(() -> wrong("no password was typed", cure)));
    }

    private static RdiException wrong(String what, String cure) {
        return new RdiException(ErrorKind.CONFIG, "cli.create", what, cure);
    }
}
