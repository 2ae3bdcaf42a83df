package dev.rdi.app.prepare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rdi.config.secret.Secret;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.Tls;
import dev.rdi.redis.tls.TlsContexts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;

/**
 * The REST API of a Redis Enterprise cluster, as far as databases are made with it. User and password are kept in memory
 * only, and sent with each request.
 *
 * <p>Confined to one thread. Source: Redis Software's REST API reference, {@code /v1/bdbs}.
 */
final class EnterpriseCluster {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final String host;
    private final int port;
    private final String user;
    private final Secret password;
    private final Tls tls;

    EnterpriseCluster(String host, int port, String user, Secret password, Tls tls) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
        this.tls = tls;
    }

    /**
     * A database of the cluster.
     *
     * @param active whether it can be used
     * @param status in the cluster's words
     */
    record Database(long uid, boolean active, String status, String host, int port) {}

    /**
     * Asks for a database; it is there once {@link #database} says that it is active.
     *
     * @throws RdiException CONFIG if the cluster refuses, TRANSIENT if it doesn't answer
     */
    Database create(NewDatabase wanted) {
        return database(request("POST", "/v1/bdbs", Optional.of(body(wanted))));
    }

    /** Lets the cluster check a database, and makes none. */
    void check(NewDatabase wanted) {
        request("POST", "/v1/bdbs?dry_run=1", Optional.of(body(wanted)));
    }

    /** How a database is. */
    Database database(long uid) {
        return database(request("GET", "/v1/bdbs/" + uid, Optional.empty()));
    }

    private static byte[] body(NewDatabase wanted) {
        return JSON.valueToTree(wanted.fields()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private Database database(JsonNode json) {
        JsonNode endpoint = json.path("endpoints").path(0);
        String name =
                endpoint.path("dns_name").asText(endpoint.path("addr").path(0).asText(host));
        String status = json.path("status").asText("pending");
        int at = endpoint.path("port").asInt(json.path("port").asInt());
        return new Database(json.path("uid").asLong(), status.equals("active"), status, name, at);
    }

    private JsonNode request(String method, String path, Optional<byte[]> body) {
        try {
            HttpsURLConnection connection = open(method, path);
            if (body.isPresent()) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                connection.getOutputStream().write(body.get());
            }
            int status = connection.getResponseCode();
            JsonNode answer = json(status == OK ? connection.getInputStream() : connection.getErrorStream());
            if (status != OK) {
                throw refused(status, answer);
            }
            return answer;
        } catch (SSLException e) {
            throw failure(
                    ErrorKind.CONFIG,
                    "enterprise.tls",
                    "the cluster at " + this + " can't be trusted: " + e.getMessage(),
                    "give the cluster's authority with --cluster-cacert; if its certificate has another name, add"
                            + " --cluster-any-host-name");
        } catch (IOException e) {
            throw failure(
                    ErrorKind.TRANSIENT,
                    "enterprise.unreachable",
                    "the cluster at " + this + " doesn't answer: " + e.getMessage(),
                    "check --cluster-host and --cluster-api-port");
        }
    }

    private HttpsURLConnection open(String method, String path) throws IOException {
        URI uri = URI.create("https://" + this + path);
        HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
        connection.setSSLSocketFactory(TlsContexts.of(tls).getSocketFactory());
        if (!tls.verifiesHost()) {
            connection.setHostnameVerifier((name, session) -> true);
        }
        connection.setConnectTimeout((int) TIMEOUT.toMillis());
        connection.setReadTimeout((int) TIMEOUT.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        connection.setRequestProperty("Accept", "application/json");
        String credentials = user + ":" + password.reveal();
        connection.setRequestProperty(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        return connection;
    }

    private static JsonNode json(InputStream body) throws IOException {
        if (body == null) {
            return MissingNode.getInstance();
        }
        try (body) {
            return JSON.readTree(body.readAllBytes());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private RdiException refused(int status, JsonNode answer) {
        if (status == 401) {
            return failure(
                    ErrorKind.CONFIG,
                    "enterprise.login",
                    "the cluster at " + this + " refuses the user " + user + " or the password",
                    "correct --cluster-user, and the password");
        }
        if (status == 403) {
            return failure(
                    ErrorKind.CONFIG,
                    "enterprise.forbidden",
                    "the cluster at " + this + " doesn't let " + user + " make databases, or its licence has expired",
                    "use a user with the role DB Member, Cluster Member or Admin");
        }
        String code = answer.path("error_code").asText("");
        String message =
                answer.path("message").asText(answer.path("description").asText(""));
        return failure(
                ErrorKind.CONFIG,
                "enterprise.refused",
                "the cluster at " + this + " refuses: "
                        + String.join(" ", "status " + status, code, message).strip(),
                cure(code));
    }

    private static String cure(String code) {
        return switch (code) {
            case "port_unavailable" -> "choose another --rdi-port, or none to let the cluster choose";
            case "insufficient_resources" ->
                "ask for less with --rdi-memory or --rdi-shards, or make room in the cluster";
            case "invalid_replication", "replication_node_violation", "replication_size_violation" ->
                "leave --replication out, or add a node to the cluster";
            case "busy" -> "try again when the cluster has done what it does";
            default -> "change what is asked for";
        };
    }

    private static RdiException failure(ErrorKind kind, String code, String what, String cure) {
        return new RdiException(kind, code, what, cure);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
