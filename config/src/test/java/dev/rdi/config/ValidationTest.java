package dev.rdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidationTest {
    private static final String PORT = "      port: 5432";
    private static final String TABLES = "    tables:\n      public.orders:\n        columns: [id, total]\n";
    private static final String PROCESSORS = "processors:\n  read_batch_size: 2000\n";

    /** What is wrong, and the line, column, severity, code and path that must be reported. */
    static Stream<Arguments> wrong() {
        return Stream.of(
                // Unknown properties
                bad("top level", "processors:", "procesors:", "19:1 error config.unknown-property procesors"),
                bad(
                        "in a source",
                        "    tables:",
                        "    tabels:",
                        "10:5 error config.unknown-property sources.shop.tabels"),
                bad(
                        "in a connection",
                        "      host: db",
                        "      hostname: db",
                        "3:5 error config.missing sources.shop.connection.host",
                        "5:7 error config.unknown-property sources.shop.connection.hostname"),
                bad(
                        "in a table",
                        "columns:",
                        "colums:",
                        "12:9 error config.unknown-property sources.shop.tables[\"public.orders\"].colums"),
                bad(
                        "in a target",
                        "      port: 6379",
                        "      port: 6379\n      username: u",
                        "19:7 error config.unknown-property targets.target.connection.username"),
                bad(
                        "in the processors",
                        "read_batch_size",
                        "read-batch-sizes",
                        "20:3 error config.unknown-property processors.read-batch-sizes"),
                // Types and ranges
                bad(
                        "text as port",
                        PORT,
                        "      port: abc",
                        "6:13 error config.wrong-type sources.shop.connection.port"),
                bad("fraction as port", PORT, "      port: 54.0", at(6, 13, "wrong-type", "port")),
                bad("octal or not", PORT, "      port: 05432", at(6, 13, "wrong-type", "port")),
                bad("list as port", PORT, "      port: [5432]", at(6, 13, "wrong-type", "port")),
                bad("port 0", PORT, "      port: 0", at(6, 13, "out-of-range", "port")),
                bad("port 65536", PORT, "      port: 65536", at(6, 13, "out-of-range", "port")),
                bad("huge port", PORT, "      port: 99999999999999999999", at(6, 13, "wrong-type", "port")),
                bad("map as host", "host: db", "host: {a: b}", at(5, 13, "wrong-type", "host")),
                bad(
                        "number below its minimum",
                        "2000",
                        "0",
                        "20:20 error config.out-of-range processors.read_batch_size"),
                bad("word that isn't known", "postgresql", "postgres", at(4, 13, "bad-value", "type")),
                bad(
                        "type missing",
                        "      type: postgresql\n",
                        "",
                        "3:5 error config.missing sources.shop.connection.type"),
                bad("source as text", VALID_SOURCE, "sources: abc\n", "1:10 error config.wrong-type sources"),
                bad("list of sources", VALID_SOURCE, "sources:\n  - a\n", "2:3 error config.wrong-type sources"),
                bad(
                        "text for a list",
                        "[id, total]",
                        "id",
                        "12:18 error config.wrong-type sources.shop.tables[\"public.orders\"].columns"),
                bad(
                        "empty item",
                        "[id, total]",
                        "\n          - id\n          -",
                        "14:12 error config.wrong-type sources.shop.tables[\"public.orders\"].columns[1]"),
                bad(
                        "not a truth value",
                        TABLES,
                        "    active: maybe\n",
                        "10:13 error config.wrong-type sources.shop.active"),
                bad(
                        "logging level",
                        TABLES,
                        "    logging: {level: loud}\n",
                        "10:22 error config.bad-value sources.shop.logging.level"),
                bad(
                        "known setting out of range",
                        TABLES,
                        "    advanced:\n      source:\n        max.queue.size: 0\n",
                        "12:25 error config.out-of-range sources.shop.advanced.source[\"max.queue.size\"]"),
                bad(
                        "nested setting",
                        TABLES,
                        "    advanced:\n      source:\n        snapshot:\n          mode: initial\n",
                        "13:11 error config.wrong-type sources.shop.advanced.source.snapshot"),
                bad(
                        "a name that is too long",
                        TABLES,
                        "    name: " + "x".repeat(101) + "\n",
                        "10:11 error config.out-of-range sources.shop.name"),
                bad(
                        "tag",
                        PROCESSORS,
                        "metadata:\n  tags: [ok, -bad]\n",
                        "20:14 error config.bad-value metadata.tags[1]"),
                bad(
                        "tag twice",
                        PROCESSORS,
                        "metadata:\n  tags: [a, a]\n",
                        "20:3 error config.duplicate-key metadata.tags"),
                // Missing
                bad("sources", VALID_SOURCE, "", "1:1 error config.missing sources"),
                bad(
                        "source without connection",
                        VALID_CONNECTION,
                        "",
                        "2:3 error config.missing sources.shop.connection"),
                bad("host", "      host: cache\n", "", "15:5 error config.missing targets.target.connection.host"),
                bad(
                        "empty host",
                        "host: cache",
                        "host: ''",
                        "17:13 error config.missing targets.target.connection.host"),
                bad("database", "      database: shop\n", "", at(3, 5, "missing", "database")),
                bad("user", "      user: rdi\n", "", at(3, 5, "unset-reference", "user")),
                bad(
                        "target's connection",
                        "    connection:\n      type: redis\n      host: cache\n      port: 6379\n",
                        "    name: x\n",
                        "14:3 error config.missing targets.target.connection"),
                bad(
                        "certificate without key",
                        "      port: 6379",
                        "      port: 6379\n      cert: a.pem",
                        "19:7 error config.missing targets.target.connection.cert"),
                bad(
                        "key without certificate",
                        "      port: 6379",
                        "      port: 6379\n      key: a.pem",
                        "19:7 error config.missing targets.target.connection.key"),
                // Between properties
                bad(
                        "second source",
                        "targets:",
                        "  other:\n    type: external\ntargets:",
                        "13:3 error config.several-sources sources.other"),
                bad(
                        "several targets and none is the default",
                        "  target:\n",
                        "  a: {connection: {host: h, port: 1}}\n  b:\n",
                        "14:3 error config.no-default-target targets.a"),
                bad(
                        "key that isn't captured",
                        "[id, total]",
                        "[id]\n        keys: [nr]",
                        "13:9 error config.bad-value sources.shop.tables[\"public.orders\"].keys"),
                bad(
                        "collector of another database",
                        "    connection:\n      type: postgresql",
                        "    type: riotx\n    connection:\n      type: postgresql",
                        "3:5 error config.bad-value sources.shop.type"),
                bad(
                        "pauses in the wrong order",
                        "read_batch_size: 2000",
                        "retry_initial_delay_ms: 20000",
                        "20:3 error config.out-of-range processors.retry_initial_delay_ms"),
                // References
                bad("unset", PORT, "      port: ${DB_PORT}", at(6, 13, "unset-reference", "port")),
                bad("malformed", PORT, "      port: ${DB PORT}", at(6, 13, "bad-reference", "port")),
                bad("never closed", "geheim", "ge${heim", at(9, 17, "bad-reference", "password")),
                // YAML
                bad("name twice", PORT, PORT + "\n      host: other", at(7, 7, "duplicate-key", "host")),
                bad(
                        "table twice",
                        "targets:",
                        "      public.orders:\ntargets:",
                        "13:7 error config.duplicate-key sources.shop.tables[\"public.orders\"]"),
                bad(
                        "tab",
                        "    connection:\n      type: redis",
                        "    connection:\n\t  type: redis",
                        "16:1 error config.bad-yaml"),
                bad("unclosed quote", "host: db", "host: 'db", "5:13 error config.bad-yaml"),
                bad("colon in a value", "password: geheim", "password: ge: heim", "9:19 error config.bad-yaml"),
                bad("at sign", "password: geheim", "password: @geheim", "9:17 error config.bad-yaml"),
                bad("tag in a value", "password: geheim", "password: !geheim", at(9, 17, "bad-yaml", "password")),
                bad("anchor in a value", "password: geheim", "password: &geheim", at(9, 17, "bad-yaml", "password")),
                bad("alias in a value", "password: geheim", "password: *geheim", "9:17 error config.bad-yaml"),
                bad("indentation", "      host: db", "     host: db", "5:6 error config.bad-yaml"),
                bad("second document", PROCESSORS, "---\na: b\n", "19:1 error config.bad-yaml"),
                bad("map as a name", PROCESSORS, "{a: b}: c\n", "19:1 error config.bad-yaml"),
                bad("control character", "geheim", "ge\u0007heim", "9:19 error config.bad-yaml"),
                bad(
                        "itself",
                        PROCESSORS,
                        "processors: &p\n  advanced: *p\n",
                        "19:13 error config.bad-yaml processors.advanced"),
                // Secret providers
                bad(
                        "AWS",
                        PROCESSORS,
                        "secret-providers: {a: {type: aws, parameters: {objects: [{}]}}}\n",
                        "19:24 error config.not-available secret-providers.a.type"),
                bad(
                        "Vault without anything",
                        PROCESSORS,
                        "secret-providers: {v: {type: vault, parameters: {roleId: r, objects: [{}]}}}\n",
                        "19:37 error config.missing secret-providers.v.parameters.vaultAddress",
                        "19:37 error config.missing secret-providers.v.parameters.secretId",
                        "19:71 error config.missing secret-providers.v.parameters.objects[0].objectName",
                        "19:71 error config.missing secret-providers.v.parameters.objects[0].secretPath"));
    }

    private static final String VALID_SOURCE = Yaml.VALID.substring(0, Yaml.VALID.indexOf("targets:"));
    private static final String VALID_CONNECTION =
            Yaml.VALID.substring(Yaml.VALID.indexOf("    connection:"), Yaml.VALID.indexOf("    tables:"));

    private static Arguments bad(String what, String part, String replacement, String... expected) {
        return Arguments.of(what, Yaml.with(part, replacement), List.of(expected));
    }

    private static String at(int line, int column, String code, String property) {
        return "%d:%d error config.%s sources.shop.connection.%s".formatted(line, column, code, property);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void namesLineColumnCodeAndPath(String what, String yaml, List<String> expected) {
        Loaded loaded = Yaml.run(yaml);

        assertThat(Yaml.describe(loaded)).as(what).containsExactlyElementsOf(expected);
        assertThat(loaded.config()).isEmpty();
        assertThat(loaded.problems()).extracting(Problem::fix).noneMatch(String::isBlank);
        assertThat(loaded.problems()).extracting(Problem::message).noneMatch(message -> message.contains("geheim"));
    }

    static Stream<Arguments> doubtful() {
        return Stream.of(
                doubt(
                        "one name in two schemas",
                        "targets:",
                        "      sales.orders:\ntargets:",
                        "13:7 warning config.same-table-name sources.shop.tables[\"sales.orders\"]"),
                doubt(
                        "flat target",
                        "    connection:\n      type: redis\n      host: cache\n      port: 6379\n",
                        "    type: redis\n    host: cache\n    port: 6379\n",
                        "15:5 warning config.deprecated targets.target.type"),
                doubt(
                        "deprecated property",
                        "read_batch_size: 2000",
                        "duration: 100",
                        "20:3 warning config.deprecated processors.duration"),
                doubt(
                        "writing more than is read",
                        "2000",
                        "100",
                        "20:3 warning config.no-effect processors.read_batch_size"),
                doubt(
                        "schemas of another kind",
                        "    tables:",
                        "    databases: [shop]\n    tables:",
                        "10:5 warning config.no-effect sources.shop.databases"),
                doubt(
                        "columns of another kind",
                        "columns:",
                        "exclude_columns:",
                        "12:9 warning config.no-effect sources.shop.tables[\"public.orders\"].exclude_columns"),
                doubt(
                        "several statements",
                        "columns: [id, total]",
                        "snapshot_sql: SELECT 1; DELETE FROM orders",
                        "12:9 warning config.bad-value sources.shop.tables[\"public.orders\"].snapshot_sql"),
                doubt(
                        "the only target has another name",
                        "  target:\n",
                        "  cache:\n",
                        "14:3 warning config.no-default-target targets.cache"),
                doubt(
                        "Flink",
                        "read_batch_size: 2000",
                        "type: flink",
                        "20:3 warning config.not-available processors.type"),
                doubt(
                        "secret provider",
                        PROCESSORS,
                        "secret-providers: {v: {type: vault, parameters: {vaultAddress: 'http://v', some: x}}}\n",
                        "19:76 warning config.unknown-property secret-providers.v.parameters.some"));
    }

    private static Arguments doubt(String what, String part, String replacement, String... expected) {
        return bad(what, part, replacement, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubtful")
    void warnsAndLoads(String what, String yaml, List<String> expected) {
        Loaded loaded = Yaml.run(yaml);

        assertThat(Yaml.describe(loaded)).as(what).containsExactlyElementsOf(expected);
        assertThat(loaded.config()).isPresent();
    }

    @Test
    void reportsEverythingAtOnceInTheOrderOfTheFile() {
        String yaml = Yaml.VALID
                .replace("port: 5432", "port: x")
                .replace("  type: redis", "  type: redus")
                .replace("read_batch_size", "read_batch_sice")
                .replace("host: db", "host: db\n      host: db2");

        assertThat(Yaml.describe(Yaml.run(yaml)))
                .containsExactly(
                        "6:7 error config.duplicate-key sources.shop.connection.host",
                        "7:13 error config.wrong-type sources.shop.connection.port",
                        "17:13 error config.bad-value targets.target.connection.type",
                        "21:3 error config.unknown-property processors.read_batch_sice");
    }

    @Test
    void suggestsTheNearestName() {
        assertThat(fixOf(Yaml.with("read_batch_size", "readBatchSice"))).isEqualTo("write read_batch_size");
        assertThat(fixOf(Yaml.with("processors:", "processor:"))).isEqualTo("write processors");
        assertThat(fixOf(Yaml.with("user: rdi", "user: rdi\n      username: rdi")))
                .isEqualTo("write user");
        assertThat(fixOf(Yaml.with("read_batch_size", "zzz")))
                .startsWith("remove it; known here: type, read_batch_size");
    }

    @Test
    void suggestsTheNearestWord() {
        assertThat(Yaml.run(Yaml.with("postgresql", "postgres"))
                        .problems()
                        .get(0)
                        .fix())
                .isEqualTo("write postgresql");
    }

    @Test
    void looksIntoAConnectionWhoseTypeIsMistyped() {
        String yaml = Yaml.with("postgresql", "postgres").replace("host: db", "hots: db");

        assertThat(Yaml.describe(Yaml.run(yaml)))
                .containsExactly(
                        "3:5 error config.missing sources.shop.connection.host",
                        at(4, 13, "bad-value", "type"),
                        "5:7 error config.unknown-property sources.shop.connection.hots");
    }

    private static String fixOf(String yaml) {
        return Yaml.run(yaml).problems().get(0).fix();
    }

    @Test
    void unsetReferencesAreWarningsOffline() {
        Loaded loaded =
                Yaml.offline(Yaml.with("port: 5432", "port: ${DB_PORT}").replace("host: db", "host: ${DB_HOST}"));

        assertThat(Yaml.describe(loaded))
                .containsExactly(
                        "5:13 warning config.unset-reference sources.shop.connection.host",
                        "6:13 warning config.unset-reference sources.shop.connection.port");
        SqlConnection connection = (SqlConnection)
                loaded.config().orElseThrow().source().connection().orElseThrow();
        assertThat(connection.host()).contains("${DB_HOST}");
    }

    @Test
    void whatThisVersionCannotCaptureIsAWarningOfflineAndAnErrorInARun() {
        String yaml = Yaml.with("postgresql", "oracle");

        assertThat(Yaml.describe(Yaml.offline(yaml)))
                .containsExactly("4:7 warning config.not-available sources.shop.connection.type");
        assertThat(Yaml.describe(Yaml.run(yaml)))
                .containsExactly("4:7 error config.not-available sources.shop.connection.type");
    }
}
