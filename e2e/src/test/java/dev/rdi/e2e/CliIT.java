package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that use the API, against a server with a pipeline that runs. */
class CliIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PORT = Pattern.compile("Listening at port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "correct horse";
    private static final String CANARY = "canary-9f3a";
    private static final String JOB = """
            source: {table: t}
            transform:
              - uses: add_field
                with: {field: kind, language: jmespath, expression: "'row'"}
            """;

    private static Stage stage;
    private static RunProcess server;
    private static Path folder;
    private static Cli cli;

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        stage = Stage.start();
        stage.sql(
                "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT n, 'v' FROM generate_series(1, 100) n");
        server = RunProcess.start(
                Map.of(
                        "RDI_ADMIN_PASSWORD",
                        PASSWORD,
                        "RDI_MASTER_KEY",
                        Base64.getEncoder().encodeToString(new byte[32])),
                "server",
                "--rdi",
                stage.rdi().url(),
                "--listen",
                "127.0.0.1:0");
        server.awaitLog("Listening at port", PATIENCE);
        Matcher port = PORT.matcher(server.log());
        assertThat(port.find()).isTrue();
        cli = Cli.of(folder, Integer.parseInt(port.group(1)), PASSWORD);
        // A secret can be there before its pipeline.
        cli.runWith(stage.source().password() + "\n", "set-secret", "SOURCE_DB_PASSWORD", "-", "-p", "shop")
                .done();
        Cli.Result deployed = cli.run("deploy", "shop", "--dir", folder("shop", config(), JOB))
                .done();
        assertThat(deployed.out()).isEqualTo("The pipeline shop is deployed and started.\n");
        cli.run("deploy", "shop", "--dir", folder.resolve("shop").toString(), "--sync")
                .done();
    }

    @AfterAll
    static void stop() {
        server.close();
        stage.close();
    }

    private static String config() {
        return stage.config("public.t: {}").replaceAll("password: \".*\"", "password: \\${SOURCE_DB_PASSWORD}");
    }

    /** One whose password stands in it. */
    private static String plainConfig() {
        return stage.config("public.t: {}");
    }

    private static String folder(String name, String config, String job) throws IOException {
        Path pipeline = folder.resolve(name);
        Files.createDirectories(pipeline.resolve("jobs"));
        Files.writeString(pipeline.resolve("config.yaml"), config);
        Files.writeString(pipeline.resolve("jobs/rows.yaml"), job);
        return pipeline.toString();
    }

    private static JsonNode json(String... arguments) throws IOException {
        return JSON.readTree(cli.run(arguments).done().out());
    }

    @Test
    void listsPipelines() throws IOException {
        assertThat(cli.run("list").done().out())
                .containsPattern("^NAME +ACTIVE +STATUS +CURRENT +ERRORS +SINCE\n")
                .containsPattern("\nshop +yes +started +yes +0 +20");
        assertThat(json("list", "-o", "json").path(0).path("name").asText()).isEqualTo("shop");
        assertThat(cli.run("get", "shop").done().lines()).hasSize(2);
        assertThat(cli.run("get", "shop", "-o", "yaml").done().out()).contains("name: shop", "jobs:");
        assertThat(cli.run("info").done().out()).contains("RDI version:     ", "Leader election: ");
        assertThat(json("info", "-o", "json").path("version").asText()).isNotEmpty();
    }

    @Test
    void describesAPipeline() {
        Cli.Result described = cli.run("describe", "shop").done();

        assertThat(described.out())
                .contains(
                        "Name:     shop\n",
                        "Status:   started\n",
                        "Sources:\n",
                        "Targets:\n",
                        "Jobs:\n",
                        "Components:\n")
                .contains("Statistics:\n")
                .containsPattern("  shop +cdc +postgresql +127.0.0.1:\\d+ +streaming +yes\n")
                .containsPattern("  target +redis +127.0.0.1:\\d+ +yes\n");
        assertThat(cli.run("status", "shop").done().lines()).startsWith("Name:     shop");
    }

    @ParameterizedTest
    @CsvSource({
        "get, shp",
        "describe, shp",
        "start, shp",
        "reset, shp",
        "history, shp",
        "delete, shp",
        "list-jobs, -p shp",
        "list-dlqs, -p shp"
    })
    void tellsTheNearestPipeline(String command, String arguments) {
        Cli.Result result = cli.run((command + " " + arguments).split(" "));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: there is no pipeline called shp\nfix: did you mean shop? ");
    }

    @Test
    void saysWhyItCannotLogIn() {
        assertThat(cli.with("RDI_PASSWORD", "geheim-42").run("list").err())
                .contains("refuses the login of admin")
                .doesNotContain("geheim");
        assertThat(cli.with("RDI_USER", "").run("list").err()).contains("wants a login", "--user");
        assertThat(cli.with("RDI_PASSWORD", "").run("list").err()).contains("no terminal", "RDI_PASSWORD");
        assertThat(cli.run("list", "--api-url", "http://127.0.0.1:1").err()).contains("can't be reached");
        assertThat(cli.run("list", "--user", "a", "--account-key", "b").err())
                .contains("give both a user and an account key");
    }

    @Test
    void takesGlobalOptionsBeforeTheCommandAndFromAContext() {
        cli.run("set-context", "here", "--api-url", cli.variables().getOrDefault("RDI_API_URL", ""), "--user", "admin")
                .done();
        Cli bare = new Cli(Map.of("HOME", folder.toString(), "RDI_PASSWORD", PASSWORD));

        assertThat(bare.run("--context", "here", "list").done().lines()).hasSizeGreaterThan(1);
        assertThat(bare.run("list", "--context", "here", "-v").done().err())
                .contains("debug: GET /api/v2/pipelines -> 200");
    }

    @Test
    @DisplayName("R37: a dry run changes nothing; every problem is told at once, with its line")
    void checksBeforeItDeploys() throws IOException {
        assertThat(cli.run("deploy", "new", "--dir", folder("new", plainConfig(), JOB), "--dry-run")
                        .out())
                .endsWith(" is valid. Nothing was deployed.\n");
        String wrong = folder(
                "wrong",
                config().replace("port: " + stage.target().port(), "port: x")
                        .replace("host: 127.0.0.1", "hots: 127.0.0.1"),
                JOB.replace("'row'", "'row"));

        Cli.Result refused = cli.run("deploy", "new", "--dir", wrong);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains(wrong + "/config.yaml:6:", wrong + "/jobs/rows.yaml:4:", "fix: ", "Nothing was deployed.")
                .containsPattern("config.yaml:\\d+:\\d+: error: targets.target.connection.port: ");
        assertThat(cli.run("get", "new").code()).isEqualTo(1);
        assertThat(cli.run("deploy", "new", "--dir", folder.resolve("none").toString())
                        .err())
                .contains("there is no such file");
    }

    @Test
    void namesWhatKeepsAPipelineFromWorking() throws IOException {
        String broken = folder("broken", stage.config("public.nowhere: {}"), JOB.replace("table: t", "table: nowhere"));

        Cli.Result result = cli.run("deploy", "broken", "--dir", broken, "--validate-tables=false");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("error: ", "fix: ");
        assertThat(cli.run("delete", "broken").err()).contains("no terminal", "--force");
        assertThat(cli.run("delete", "broken", "--force").done().out()).isEqualTo("The pipeline broken is deleted.\n");
    }

    @Test
    void comparesDeploysAndGoesBack() throws IOException {
        String changed = folder("shop", config(), JOB.replace("'row'", "'other'"));
        assertThat(cli.run("diff", "shop", "--dir", changed).done().out())
                .isEqualTo("~ jobs.rows.transform[0].with.expression: 'row' -> 'other'\n");
        assertThat(cli.run("diff", "shop", "--dir", changed, "--exit-code").code())
                .isEqualTo(1);
        cli.run("deploy", "shop", "--dir", changed).done();
        assertThat(cli.run("diff", "shop", "--dir", changed, "--exit-code")
                        .done()
                        .err())
                .contains("no difference");

        long last = json("history", "shop", "-o", "json").path(0).path("number").asLong();
        assertThat(cli.run("history", "shop").done().out()).containsPattern("\n" + last + " +\\* +.* admin +deploy\n");
        assertThat(cli.run("diff", "shop", "--from", Long.toString(last - 1))
                        .done()
                        .out())
                .contains("'row' -> 'other'");
        assertThat(cli.run("rollback", Long.toString(last - 1), "-p", "shop")
                        .done()
                        .out())
                .isEqualTo("The pipeline shop has the configuration of revision " + (last - 1) + ".\n");
        assertThat(cli.run("rollback", "99", "-p", "shop").code()).isEqualTo(1);
        folder("shop", config(), JOB);
        assertThat(cli.run("diff", "shop", "--dir", changed, "--exit-code").code())
                .isZero();
    }

    @Test
    @DisplayName("R46, R48: it waits until what it asked for is so")
    void stopsStartsAndResets() {
        assertThat(cli.run("stop", "shop").done().out()).isEqualTo("The pipeline shop is stopped.\n");
        assertThat(cli.run("reset", "shop").done().out()).contains("begins when it is started");
        assertThat(cli.run("start", "shop", "--timeout", "1ms").err()).contains("is not started within 1ms");
        assertThat(cli.run("start", "shop").done().out()).isEqualTo("The pipeline shop is started.\n");
        assertThat(cli.run("reset", "shop", "--timeout", "1m").done().out()).isEqualTo("The pipeline shop is reset.\n");
        assertThat(cli.run("start", "shop", "--timeout", "soon").code()).isEqualTo(2);
    }

    @Test
    @DisplayName("R72: secrets go in and never come out")
    void keepsSecrets() throws IOException {
        Path pem = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n");
        Path binary = Files.write(folder.resolve("store.p12"), new byte[] {(byte) 0xff, 0, 1});
        cli.run("set-secret", "A_PASSWORD", CANARY, "-p", "kept").done();
        cli.run("set-secret", "A_CACERT", pem.toString(), "-p", "kept").done();
        cli.run("set-secret", "STORE", "--file", binary.toString(), "-p", "kept")
                .done();
        cli.run("set-secret", "LITERAL", "--literal", "-", "-p", "kept").done();

        assertThat(cli.run("list-secrets", "-p", "kept").done().out())
                .containsPattern("A_CACERT +file +yes")
                .containsPattern("A_PASSWORD +simple +yes")
                .containsPattern("STORE +binary_file +yes")
                .doesNotContain(CANARY);
        assertThat(server.log() + RedisKeys.hash(stage.rdi(), "rdi:{kept}:secrets"))
                .contains("A_PASSWORD")
                .doesNotContain(CANARY);
        assertThat(json("get-secret", "STORE", "-p", "kept", "-o", "json")
                        .path("type")
                        .asText())
                .isEqualTo("binary_file");
        assertThat(cli.run("describe-secret", "A_PASSWORD", "-p", "kept").done().out())
                .contains("Reference: ${A_PASSWORD}")
                .doesNotContain(CANARY);
        assertThat(cli.run("get-secret", "A_PASWORD", "-p", "kept").err()).contains("did you mean A_PASSWORD?");
        assertThat(cli.run("set-secret", "X", "-p", "kept").err()).contains("no terminal", "--file FILE");
        assertThat(cli.run("set-secret", "X", "a", "--literal", "b").code()).isEqualTo(2);
        assertThat(cli.run("set-secret", "T_KEY", "/no/such", "-p", "kept")
                        .done()
                        .err())
                .contains("warning: VALUE is no file");
        assertThat(cli.run("set-secret", "no name", "a", "-p", "kept").code()).isEqualTo(1);
        assertThat(cli.run("delete-secret", "STORE", "-p", "kept").err()).contains("--force");
        assertThat(cli.run("delete-secret", "STORE", "-p", "kept", "--force")
                        .done()
                        .out())
                .isEqualTo("The secret STORE of the pipeline kept is deleted.\n");
        assertThat(cli.run("get-secret", "STORE", "-p", "kept").code()).isEqualTo(1);
        assertThat(cli.run("set-secret", "UNUSED", "x", "-p", "shop").done().out())
                .contains(" is set.");
    }

    @Test
    @DisplayName("R84: rejected records are listed, and replayed when their cause is mended")
    void replaysRejectedRecords() throws IOException {
        stage.target().call("DEL", "t:id:7");
        stage.target().call("SET", "t:id:7", "in the way");
        stage.sql("UPDATE t SET v = 'new' WHERE id = 7");
        server.await(
                "it is rejected",
                PATIENCE,
                () -> cli.run("list-dlqs", "-p", "shop").out().contains("shop.public.t"));

        assertThat(cli.run("get-dlq", "public.t", "-p", "shop").done().out()).containsPattern("shop.public.t +1\n");
        assertThat(cli.run("list-dlq-records", "public.t", "-p", "shop").done().out())
                .containsPattern("ID +TIME +OPERATION +JOB +CODE +REASON\n")
                .containsPattern(" update +rows +target.wrong-type");
        JsonNode record = json(
                        "get-rejected",
                        "--dlq-name",
                        "public.t",
                        "--max-records",
                        "5",
                        "--oldest",
                        "-p",
                        "shop",
                        "-o",
                        "json")
                .path(0);
        assertThat(record.path("after").path("v").asText()).isEqualTo("new");
        assertThat(cli.run("list-dlq-records", "public.x", "-p", "shop").err()).contains("see redis-di list-dlqs");
        assertThat(cli.run("get-rejected", "-p", "shop").code()).isEqualTo(2);

        assertThat(cli.run("replay-dlq", "public.t", "-p", "shop", "--dry-run")
                        .done()
                        .out())
                .contains("Nothing was changed. A replay would mean: 1 replayed");
        assertThat(cli.run("replay-dlq", "public.t", "-p", "shop", "--code", "job.key")
                        .done()
                        .out())
                .contains("0 replayed");
        assertThat(cli.run("replay-dlq", "public.t", "-p", "shop", "--from", "soon")
                        .err())
                .contains("must be a time");
        stage.target().call("DEL", "t:id:7");
        assertThat(cli.run("replay-dlq", "public.t", "-p", "shop", "--opcode", "update", "--key", "7")
                        .done()
                        .out())
                .contains("1 replayed, 0 left out as outdated, 0 refused, 0 gone");
        server.await(
                "it is written",
                PATIENCE,
                () -> RedisKeys.hash(stage.target(), "t:id:7").containsValue("new"));
        assertThat(cli.run("list-dlqs", "-p", "shop").done().lines()).hasSize(1);
    }

    @Test
    void followsARecordThroughThePipeline() throws IOException {
        CompletableFuture<Cli.Result> trace = CompletableFuture.supplyAsync(
                () -> cli.run("trace", "shop", "--max-change-records", "1", "--timeout", "60"));
        changeUntil(trace, "UPDATE t SET v = 'followed' WHERE id = 8");

        assertThat(trace.join().done().out())
                .contains(
                        "Record 1: update in public.t, ",
                        "  entry ",
                        "  key: { \"id\" : 8 }\n",
                        "\"v\" : \"followed\"",
                        "  rows, ",
                        "\"kind\" : \"row\"",
                        "> HSET t:id:8 ");
    }

    @Test
    void followsOnlyWhatIsRejected() throws IOException {
        stage.target().call("DEL", "t:id:9");
        stage.target().call("SET", "t:id:9", "in the way");
        CompletableFuture<Cli.Result> trace = CompletableFuture.supplyAsync(() -> cli.run(
                "trace",
                "shop",
                "--trace-only-rejected",
                "--max-change-records",
                "1",
                "--timeout",
                "60",
                "-o",
                "json"));
        changeUntil(trace, "UPDATE t SET v = 'a' WHERE id = 10", "UPDATE t SET v = 'b' WHERE id = 9");

        JsonNode records = JSON.readTree(trace.join().done().out());
        assertThat(records).hasSize(1);
        assertThat(records.path(0).path("key").path("id").asInt()).isEqualTo(9);
        assertThat(records.path(0).path("error").path("code").asText()).isEqualTo("target.wrong-type");
        cli.run("replay-dlq", "public.t", "-p", "shop").done();
        stage.target().call("DEL", "t:id:9");
        cli.run("replay-dlq", "public.t", "-p", "shop").done();
    }

    @Test
    void saysThatNothingCameToFollow() {
        assertThat(cli.run("trace", "shop", "--timeout", "1").done().err())
                .contains("There were none within 1 seconds.");
        assertThat(cli.run("trace", "shop", "--timeout", "0").code()).isEqualTo(1);
        assertThat(cli.run("trace", "shp").err()).contains("did you mean shop?");
    }

    /** The processor looks once a second whether somebody wants to follow records. */
    private static void changeUntil(CompletableFuture<Cli.Result> trace, String... statements) {
        server.await("a record was followed", PATIENCE, () -> {
            stage.sql(statements);
            return trace.isDone();
        });
    }

    @Test
    void collectsMetricsForPrometheus() throws Exception {
        try (RunProcess monitor =
                RunProcess.start(cli.variables(), "monitor", "--exporter-port", "0", "--collect-interval", "1")) {
            monitor.awaitLog("Prometheus finds the metrics of ", PATIENCE);
            Matcher address = Pattern.compile("http://\\S+/metrics").matcher(monitor.log());
            assertThat(address.find()).isTrue();
            String metrics = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address.group())).build(), BodyHandlers.ofString())
                    .body();
            assertThat(metrics).contains("# TYPE ", "{");
        }
        assertThat(cli.run("monitor", "--collect-interval", "0").err()).contains("give 1 to 60 seconds");
        assertThat(cli.run(
                                "monitor",
                                "--exporter-port",
                                Integer.toString(stage.rdi().port()))
                        .err())
                .contains("nothing can listen at 127.0.0.1:", "choose another --exporter-port");
        assertThat(cli.run("monitor", "--api-url", "http://127.0.0.1:1").err()).contains("can't be reached");
    }

    @Test
    void showsJobs() throws IOException {
        assertThat(cli.run("list-jobs", "-p", "shop").done().out()).containsPattern("rows +t +1 +1 +target\n");
        assertThat(json("get-job", "rows", "-p", "shop", "-o", "json")
                        .path("name")
                        .asText())
                .isEqualTo("rows");
        assertThat(cli.run("describe-job", "rows", "-p", "shop").done().out())
                .contains("Name:    rows\n", "  table: t\n", "Transformations:\n", "add_field", "Outputs: none\n");
        assertThat(cli.run("get-job", "row", "-p", "shop").err()).contains("did you mean rows?");
    }

    @Test
    void showsMetricCollections() throws IOException {
        assertThat(cli.run("list-metric-collections", "-p", "shop").done().out())
                .containsPattern("collector-source +collector-source +\\d+\n")
                .containsPattern("processor +processor +\\d+\n");
        assertThat(cli.run("get-metric-collection", "processor", "-p", "shop")
                        .done()
                        .out())
                .containsPattern("data_streams.totals.inserted +\\d+\n");
        assertThat(json("get-metric-collection", "processor", "-p", "shop", "-o", "json")
                        .path("name")
                        .asText())
                .isEqualTo("processor");
        assertThat(cli.run("get-metric-collection", "other", "-p", "shop").code())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("R72: a package for support has neither secrets nor rows")
    void packsWhatHelpsWithoutSecretsAndRows() throws IOException {
        cli.run("set-secret", "PACKED_PASSWORD", CANARY, "-p", "packed").done();
        String literal = config().replace("${SOURCE_DB_PASSWORD}", "\"" + CANARY + "\"");
        cli.run("deploy", "packed", "--dir", folder("packed", literal, JOB), "--start=false", "--validate-tables=false")
                .done();
        stage.sql("INSERT INTO t VALUES (1000, '" + CANARY + "')");
        stage.rdi().call("SADD", "rdi:{packed}:streams", "data:{rdi:packed:public.t}");
        stage.rdi()
                .call(
                        "XADD",
                        "dlq:data:{rdi:packed:public.t}",
                        "1-0",
                        "code",
                        "a.b",
                        "reason",
                        "why",
                        "time",
                        "2026-01-01T00:00:00Z",
                        "opcode",
                        "c",
                        "row_key",
                        "{\"id\":\"" + CANARY + "\"}",
                        "record",
                        "{\"table\":\"t\",\"key\":{\"id\":\"" + CANARY + "\"},\"after\":{\"v\":\"" + CANARY + "\"}}");

        Map<String, String> files = unzip(cli.run("dump-support-package", "--dir", folder.toString())
                .done()
                .out());
        assertThat(files)
                .containsKeys(
                        "versions.json",
                        "pipelines/packed/pipeline.json",
                        "pipelines/packed/status.json",
                        "pipelines/packed/metrics.json",
                        "pipelines/packed/secrets.json",
                        "pipelines/packed/revisions.json",
                        "pipelines/packed/dlqs.json")
                .doesNotContainKey("missing.txt");
        assertThat(files.values()).noneMatch(text -> text.contains(CANARY) || text.contains(PASSWORD));
        assertThat(files.get("pipelines/packed/pipeline.json")).contains("********", "add_field");
        assertThat(files.toString()).contains("\"why\"");

        Path again = Files.createDirectory(folder.resolve("again"));
        Map<String, String> rows =
                unzip(cli.run("dump-support-package", "--dir", again.toString(), "--dump-rejected", "--rdi-host", "x")
                        .done()
                        .out());
        assertThat(rows.toString()).contains(CANARY);
        cli.run("delete", "packed", "--force").done();
    }

    private static Map<String, String> unzip(String file) throws IOException {
        Map<String, String> files = new HashMap<>();
        byte[] bytes = Files.readAllBytes(Path.of(file.strip()));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void keepsADescriptionUpToDateUntilThePipelineIsGone() throws IOException {
        cli.run(
                        "deploy",
                        "watched",
                        "--dir",
                        folder("watched", plainConfig(), JOB),
                        "--start=false",
                        "--validate-tables=false")
                .done();
        assertThat(cli.run("get", "watched").done().out()).containsPattern("watched +no +stopped");
        StringWriter seen = new StringWriter();
        CompletableFuture<Cli.Result> live = CompletableFuture.supplyAsync(
                () -> cli.runInto(seen, "", "describe", "watched", "--live", "--interval", "50ms"));
        Awaitility.await().atMost(PATIENCE).until(() -> seen.toString().contains("Status:   stopped"));

        cli.run("delete", "watched", "--force").done();

        Awaitility.await().atMost(PATIENCE).until(live::isDone);
        assertThat(seen.toString()).contains("Name:     watched");
        assertThat(live.join().err()).contains("there is no pipeline called watched");
        assertThat(live.join().code()).isEqualTo(1);
    }

    @Test
    @DisplayName("docs/walk.md, step by step")
    void walksFromScaffoldToDelete() throws IOException {
        Path walk = folder.resolve("walk");
        stage.sql(
                "CREATE TABLE orders (id int PRIMARY KEY, status text, total numeric(8,2))",
                "INSERT INTO orders VALUES (1, 'paid', 7), (2, 'draft', 8), (3, 'open', 9)");

        assertThat(cli.run("scaffold", "--db-type", "postgresql", "--dir", walk.toString())
                        .done()
                        .out())
                .contains("config.yaml", "orders.yaml");
        Path file = walk.resolve("config.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("localhost", "127.0.0.1")
                        .replace("port: 5432", "port: " + stage.source().port())
                        .replace("port: 6379", "port: " + stage.target().port()));
        cli.run("set-secret", "SOURCE_DB_USERNAME", stage.source().user(), "-p", "walk")
                .done();
        cli.runWith(stage.source().password(), "set-secret", "SOURCE_DB_PASSWORD", "-", "-p", "walk")
                .done();

        assertThat(cli.run("validate", "--dir", walk.toString()).done().out()).contains("is valid: 0 errors");
        cli.run("deploy", "walk", "--dir", walk.toString(), "--dry-run", "--validate-cdc")
                .done();
        assertThat(cli.run("get", "walk").code()).isEqualTo(1);
        assertThat(cli.run("deploy", "walk", "--dir", walk.toString(), "--sync")
                        .done()
                        .out())
                .contains("The pipeline walk is deployed and started.\n", "The tables are read");
        server.await("the rows are there", PATIENCE, () -> !order("3").isEmpty());
        assertThat(order("1")).containsEntry("status_text", "PAID");
        assertThat(order("2")).isEmpty();
        StringWriter seen = new StringWriter();
        CompletableFuture<Cli.Result> live = CompletableFuture.supplyAsync(
                () -> cli.runInto(seen, "", "describe", "walk", "--live", "--interval", "100ms"));

        stage.target().call("DEL", "order:1");
        stage.target().call("SET", "order:1", "in the way");
        stage.sql("UPDATE orders SET status = 'sent' WHERE id = 1", "UPDATE orders SET status = 'sent' WHERE id = 3");
        server.await(
                "one is rejected, the others go on",
                PATIENCE,
                () -> order("3").containsValue("sent")
                        && cli.run("list-dlqs", "-p", "walk").out().contains("shop.public.orders  1"));
        assertThat(cli.run("list-dlq-records", "public.orders", "-p", "walk")
                        .done()
                        .out())
                .contains("target.wrong-type");
        stage.target().call("DEL", "order:1");
        assertThat(cli.run("replay-dlq", "public.orders", "-p", "walk").done().out())
                .contains("1 replayed");
        server.await("it is written", PATIENCE, () -> order("1").containsValue("sent"));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seen.toString()).contains("public.orders  6 "));

        cli.run("delete", "walk", "--force").done();

        Awaitility.await().atMost(PATIENCE).until(live::isDone);
        assertThat(seen.toString()).contains("Status:   started");
        assertThat(order("1")).as("rows stay").isNotEmpty();
    }

    private static Map<String, String> order(String id) {
        return stage.target().call("TYPE", "order:" + id).contains("hash")
                ? RedisKeys.hash(stage.target(), "order:" + id)
                : Map.of();
    }
}
