package dev.rdi.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rdi.config.secret.References;
import dev.rdi.control.Pipelines;
import dev.rdi.control.ServerHealth;
import dev.rdi.control.ServerHealth.LeaderElection;
import dev.rdi.control.api.auth.Passwords;
import dev.rdi.control.api.auth.Sessions;
import dev.rdi.control.api.auth.Tokens;
import dev.rdi.control.api.auth.Users;
import dev.rdi.control.api.http.OpenApi;
import dev.rdi.control.api.http.Route;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The pages under docs/ are those of the code; {@code -Ddocs.update=true} writes them anew. */
class ApiDescriptionTest {

    private static final Path DOCS = Path.of("..", "docs", "reference");

    /** The operations of RDI's second version, and those that its migration guide adds. */
    private static final List<String> OPERATIONS = List.of(
            "GET /api/v2/pipelines",
            "POST /api/v2/pipelines",
            "GET /api/v2/pipelines/{name}",
            "PUT /api/v2/pipelines/{name}",
            "PATCH /api/v2/pipelines/{name}",
            "DELETE /api/v2/pipelines/{name}",
            "GET /api/v2/pipelines/{name}/status",
            "POST /api/v2/pipelines/{name}/start",
            "POST /api/v2/pipelines/{name}/stop",
            "POST /api/v2/pipelines/{name}/reset",
            "GET /api/v2/pipelines/{name}/metric-collections",
            "GET /api/v2/pipelines/{name}/metric-collections/{collection_name}",
            "GET /api/v2/pipelines/{name}/dlqs",
            "GET /api/v2/pipelines/{name}/dlqs/{full_table_name}",
            "GET /api/v2/pipelines/{name}/dlqs/{full_table_name}/records",
            "GET /api/v2/pipelines/{name}/secrets",
            "POST /api/v2/pipelines/{name}/secrets",
            "GET /api/v2/pipelines/{name}/secrets/{key}",
            "PUT /api/v2/pipelines/{name}/secrets/{key}",
            "DELETE /api/v2/pipelines/{name}/secrets/{key}",
            "GET /api/v2/pipelines/{name}/source-schemas/{source_name}",
            "POST /api/v2/pipelines/{name}/flush-target/{target_name}",
            "GET /api/v2/info",
            "GET /api/v2/schemas/config",
            "GET /api/v2/schemas/jobs",
            "GET /api/v2/functions",
            "POST /api/v1/login",
            "GET /");

    private final List<Route> routes = routes();

    private static List<Route> routes() {
        RedisPool nowhere = new RedisPool(new RedisAddress("127.0.0.1", 1), "");
        ApiContext context = new ApiContext(
                nowhere,
                new Pipelines(nowhere, (name, spec) -> References.none(), (name, config, wanted) -> List.of()),
                (name, spec) -> References.none(),
                new MemorySecrets(),
                (source, question) -> Map.of(),
                connection -> new RedisAddress(connection.host(), connection.port()),
                () -> new ServerHealth(true, LeaderElection.FOLLOWER),
                Optional.empty(),
                Optional.of(new NoScrapes()),
                "1");
        Clock clock = Clock.systemUTC();
        Users users = new Users(nowhere, new Passwords(TestApi.COST, 1));
        Sessions sessions = new Sessions(users, new Tokens(new byte[32], Duration.ofHours(1), clock), clock);
        return ApiServer.routes(context, sessions, users, clock);
    }

    @Test
    void hasEveryOperationOnce() {
        List<String> operations =
                routes.stream().map(it -> it.method() + " " + it.path()).toList();
        assertThat(operations).doesNotHaveDuplicates().containsAll(OPERATIONS);
    }

    @Test
    void onlyAFewOperationsAreForAnyone() {
        JsonNode description = OpenApi.describe(routes, "1");
        TreeSet<String> open = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (!operation.getValue().has("security")) {
                        open.add(path.getKey());
                    }
                }));
        assertThat(open)
                .containsExactly(
                        "/",
                        "/api/v1/login",
                        "/api/v2/info",
                        "/collector-source/metrics",
                        "/docs",
                        "/docs/{file}",
                        "/healthz",
                        "/metrics",
                        "/openapi.json",
                        "/operator/metrics",
                        "/processor/metrics",
                        "/readyz");
    }

    @Test
    void refersOnlyToSchemasThatAreThere() {
        JsonNode description = OpenApi.describe(routes, "1");
        JsonNode schemas = description.path("components").path("schemas");
        assertThat(description.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(schemas.has(reference.replace("#/components/schemas/", "")))
                        .as(reference)
                        .isTrue());
    }

    @Test
    void everyParameterOfAPathIsDeclared() {
        JsonNode description = OpenApi.describe(routes, "1");
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().forEach(operation -> {
                    TreeSet<String> declared = new TreeSet<>();
                    operation.path("parameters").forEach(parameter -> {
                        if (parameter.path("in").asText().equals("path")) {
                            declared.add("{" + parameter.path("name").asText() + "}");
                        }
                    });
                    TreeSet<String> used = new TreeSet<>();
                    for (String part : path.getKey().split("/", -1)) {
                        if (part.startsWith("{")) {
                            used.add(part);
                        }
                    }
                    assertThat(declared).as(path.getKey()).isEqualTo(used);
                }));
    }

    @Test
    void theReferencePageIsFresh() throws IOException {
        check("api.md", ApiPage.of(routes));
    }

    @Test
    void theDescriptionIsFresh() throws IOException {
        check("openapi.json", OpenApi.describe(routes, "1").toPrettyString() + "\n");
    }

    private static void check(String name, String expected) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(DOCS);
            Files.writeString(file, expected);
        }
        assertThat(file).as("run this test with -Ddocs.update=true").hasContent(expected);
    }
}
