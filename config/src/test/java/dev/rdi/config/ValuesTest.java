package dev.rdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.secret.References;
import dev.rdi.config.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values of a valid file become. */
class ValuesTest {
    private static SqlConnection connection(PipelineConfig config) {
        return (SqlConnection) config.source().connection().orElseThrow();
    }

    private static TableConfig onlyTable(PipelineConfig config) {
        return config.source().tables().values().iterator().next();
    }

    private static String withTable(String table) {
        return Yaml.with("      public.orders:\n        columns: [id, total]\n", table);
    }

    @Test
    void bindsTheWholeFile() {
        PipelineConfig config = Yaml.valid(Yaml.VALID);

        assertThat(config.sourceName()).isEqualTo("shop");
        assertThat(connection(config).type()).isEqualTo(DatabaseType.POSTGRESQL);
        assertThat(connection(config).host()).contains("db");
        assertThat(connection(config).port()).isEqualTo(5432);
        assertThat(connection(config).password()).contains(new Secret("geheim"));
        assertThat(config.source().tables()).containsOnlyKeys("public.orders");
        assertThat(onlyTable(config).columns()).containsExactly("id", "total");
        assertThat(config.defaultTarget().connection().host()).isEqualTo("cache");
        assertThat(config.defaultTarget().connection().port()).isEqualTo(6379);
        assertThat(config.defaultTarget().connection().tls()).isFalse();
    }

    @Test
    void theDefaultsAreThoseOfRdi() {
        ProcessorsConfig defaults = ProcessorsConfig.defaults();

        assertThat(defaults.readBatchSize()).isEqualTo(2000);
        assertThat(defaults.readBatchTimeout()).isEqualTo(Duration.ofMillis(100));
        assertThat(defaults.writeBatchSize()).isEqualTo(200);
        assertThat(defaults.errorHandling()).isEqualTo(ErrorHandling.DLQ);
        assertThat(defaults.dlqMaxMessages()).isEqualTo(1000);
        assertThat(defaults.targetDataType()).isEqualTo(TargetDataType.HASH);
        assertThat(defaults.jsonUpdateStrategy()).isEqualTo(JsonUpdateStrategy.REPLACE);
        assertThat(defaults.useNativeJsonMerge()).isTrue();
        assertThat(defaults.retryMaxAttempts()).isEqualTo(5);
        assertThat(defaults.retryInitialDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(defaults.retryMaxDelay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(defaults.waitEnabled()).isFalse();
        assertThat(defaults.waitTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(defaults.maxRowBytes()).isEqualTo(64L * 1024 * 1024);
        assertThat(defaults.logging().level()).isEqualTo(LogLevel.INFO);
    }

    @DisplayName("R23: an optional section that is absent, null or empty means its defaults")
    @ParameterizedTest
    @ValueSource(strings = {"", "processors:\n", "processors: null\n", "processors: ~\n", "processors: {}\n"})
    void anEmptySectionMeansItsDefaults(String section) {
        PipelineConfig config = Yaml.valid(Yaml.with("processors:\n  read_batch_size: 2000\n", section));

        assertThat(config.processors()).isEqualTo(ProcessorsConfig.defaults());
    }

    @DisplayName("R23")
    @ParameterizedTest
    @ValueSource(
            strings = {"", "    tables:\n", "    tables: {}\n", "    advanced:\n    logging: {}\n    schemas: []\n"})
    void withoutTablesAllAreCaptured(String tables) {
        PipelineConfig config =
                Yaml.valid(Yaml.with("    tables:\n      public.orders:\n        columns: [id, total]\n", tables));

        assertThat(config.source().tables()).isEmpty();
        assertThat(config.source().schemas()).isEmpty();
        assertThat(config.source().advanced().source().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"      t:\n", "      t: {}\n", "      t: null\n", "      t: {columns: [], keys: }\n"})
    void aTableWithoutPropertiesIsCapturedWhole(String table) {
        assertThat(onlyTable(Yaml.valid(withTable(table)))).isEqualTo(TableConfig.WHOLE);
    }

    @Test
    void namesInListsAreTextsAsWritten() {
        PipelineConfig config =
                Yaml.valid(withTable("      t:\n        columns: [no, 007, 1.10, yes, null, 1e3, 'a b']\n"));

        assertThat(onlyTable(config).columns()).containsExactly("no", "007", "1.10", "yes", "null", "1e3", "a b");
    }

    @DisplayName("R28: names may hold any character")
    @Test
    void namesMayHoldAnyCharacter() {
        List<String> names = List.of(
                "public.emp_1_{06s}", "a[b]", "a(b)", "a.*b", "a+b?", "^a$", "a|b", "a\\b", "it''s", "sp ace", "x😀");
        StringBuilder tables = new StringBuilder();
        names.forEach(name -> tables.append("      '" + name + "':\n        columns: ['" + name + "']\n"));

        PipelineConfig config = Yaml.valid(withTable(tables.toString()));

        List<String> expected =
                names.stream().map(name -> name.replace("''", "'")).toList();
        assertThat(config.source().tables().keySet()).containsExactlyElementsOf(expected);
        assertThat(config.source().tables().values())
                .extracting(table -> table.columns().get(0))
                .containsExactlyElementsOf(expected);
    }

    @DisplayName("R29: a query may have several lines, CRLF, tabs, comments and a semicolon at its end")
    @Test
    void aQueryMayHaveSeveralLines() {
        String query = """
                      t:
                        snapshot_sql: |
                          SELECT *\t-- all; of it
                          FROM t
                          /* but; */ WHERE a = ';' AND b = 'it''s'
                          ; -- done

                """.indent(6);

        PipelineConfig config = Yaml.valid(withTable(query).replace("\n", "\r\n"));

        assertThat(onlyTable(config).snapshotSql())
                .contains("SELECT *\t-- all; of it\nFROM t\n/* but; */ WHERE a = ';' AND b = 'it''s'");
    }

    @Test
    void settingsArePassedOnAsWritten() {
        PipelineConfig config = Yaml.valid(Yaml.with("    tables:", """
                    advanced:
                      source:
                        decimal.handling.mode: double
                        lob.enabled: True
                        some.version: 1.10
                        some.list: a,b
                        max.queue.size: 5
                        nothing:
                    tables:\
                """));

        assertThat(config.source().advanced().source().values())
                .containsExactly(
                        Map.entry("decimal.handling.mode", "double"),
                        Map.entry("lob.enabled", "true"),
                        Map.entry("some.version", "1.10"),
                        Map.entry("some.list", "a,b"),
                        Map.entry("max.queue.size", "5"));
    }

    @Test
    void truthValuesMayBeWrittenAsInYaml11() {
        assertThat(Yaml.valid(Yaml.with("    tables:", "    active: no\n    tables:"))
                        .source()
                        .active())
                .isFalse();
        assertThat(Yaml.valid(Yaml.with("    tables:", "    active: On\n    tables:"))
                        .source()
                        .active())
                .isTrue();
    }

    @Test
    void thePortIsThatOfTheProductUnlessGiven() {
        assertThat(connection(Yaml.valid(Yaml.with("      port: 5432\n", ""))).port())
                .isEqualTo(5432);
    }

    @Test
    void theFlatFormOfATargetIsTheSameTarget() {
        String flat = Yaml.with(
                "    connection:\n      type: redis\n      host: cache\n      port: 6379\n",
                "    type: redis\n    host: cache\n    port: 6379\n");

        assertThat(Yaml.run(flat).config().orElseThrow().targets())
                .isEqualTo(Yaml.valid(Yaml.VALID).targets());
    }

    @Test
    void anchorsAndMergesAreUnderstood() {
        String yaml = Yaml.with("  target:\n", "  target: &t\n");
        PipelineConfig config =
                Yaml.valid(yaml.replace("processors:", "  second:\n    <<: *t\n    name: Second\nprocessors:"));

        assertThat(config.targets().get("second")).isNotNull();
        assertThat(config.targets().get("second").connection())
                .isEqualTo(config.defaultTarget().connection());
    }

    @Test
    void anExternalSourceNeedsNoConnection() {
        String source = Yaml.VALID.substring(0, Yaml.VALID.indexOf("targets:"));

        assertThat(Yaml.valid(Yaml.with(source, "sources:\n  streams:\n    type: external\n"))
                        .source()
                        .connection())
                .isEmpty();
    }

    @DisplayName("R30: every scalar may be or contain a reference, and is typed afterwards")
    @Test
    void everyScalarMayBeAReference() {
        Map<String, String> values = Map.of(
                "TYPE",
                "postgresql",
                "HOST",
                "db",
                "PORT",
                "5433",
                "N",
                "77",
                "COLUMN",
                "id",
                "WORD",
                "ignore",
                "ON",
                "true");
        String yaml = Yaml.with("type: postgresql", "type: ${TYPE}")
                .replace("host: db", "host: \"${HOST}.example\"")
                .replace("port: 5432", "port: ${PORT}")
                .replace("[id, total]", "['${COLUMN}', 'x${COLUMN}y$${z']")
                .replace("read_batch_size: 2000", "read_batch_size: 20${N}\n  error_handling: ${WORD}\n  dedup: ${ON}");

        PipelineConfig config = Yaml.valid(yaml, References.environment(values));

        assertThat(connection(config).host()).contains("db.example");
        assertThat(connection(config).port()).isEqualTo(5433);
        assertThat(onlyTable(config).columns()).containsExactly("id", "xidy${z");
        assertThat(config.processors().readBatchSize()).isEqualTo(2077);
        assertThat(config.processors().errorHandling()).isEqualTo(ErrorHandling.IGNORE);
        assertThat(config.processors().dedup()).isTrue();
    }

    @DisplayName("R30")
    @Test
    void theValueOfAReferenceIsNotShownWhenItIsWrong() {
        Loaded loaded = Yaml.run(Yaml.with("5432", "${PORT}"), References.environment(Map.of("PORT", "canary")));

        assertThat(loaded.problems()).hasSize(1);
        assertThat(loaded.problems().get(0).describe())
                .isEqualTo("config.yaml:6:13: error: sources.shop.connection.port:"
                        + " must be a whole number, not the value of ${PORT}");
    }

    @DisplayName("R31: a password may hold anything")
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b ", "%@:/#?&\"'\\", "${NOT_A_REFERENCE}", "$${", "p$w{x}", "😀", "\n"})
    void aPasswordMayHoldAnything(String password) {
        References references = References.environment(Map.of("PW", password));

        PipelineConfig config = Yaml.valid(Yaml.with("geheim", "${PW}"), references);

        assertThat(connection(config).password()).contains(new Secret(password));
    }

    @DisplayName("R31")
    @Test
    void aPasswordMayBeLongOrEmptyOrMissing() {
        String quoted = "'" + "x'".repeat(256).replace("'", "''") + "'";

        assertThat(connection(Yaml.valid(Yaml.with("geheim", quoted))).password())
                .contains(new Secret("x'".repeat(256)));
        assertThat(connection(Yaml.valid(Yaml.with("geheim", "''"))).password()).contains(new Secret(""));
        assertThat(connection(Yaml.valid(Yaml.with("      password: geheim\n", "")))
                        .password())
                .isEmpty();
    }

    @Test
    void theWellKnownSecretsStandInForWhatIsLeftOut() {
        References references = References.environment(Map.of(
                "SOURCE_DB_USERNAME", "su",
                "SOURCE_DB_PASSWORD", "sp",
                "TARGET_DB_USERNAME", "tu",
                "TARGET_DB_PASSWORD", "tp"));

        PipelineConfig config = Yaml.valid(Yaml.with("      user: rdi\n      password: geheim\n", ""), references);

        assertThat(connection(config).user()).contains("su");
        assertThat(connection(config).password()).contains(new Secret("sp"));
        assertThat(config.defaultTarget().connection().user()).contains("tu");
        assertThat(config.defaultTarget().connection().password()).contains(new Secret("tp"));
        assertThat(connection(Yaml.valid(Yaml.VALID, references)).password()).contains(new Secret("geheim"));
    }

    @DisplayName("R72: no secret is printed")
    @Test
    void noSecretIsPrinted() {
        References references = References.environment(Map.of("CANARY", "canary-1", "TARGET_DB_PASSWORD", "canary-2"));
        String yaml = Yaml.with("geheim", "${CANARY}")
                .replace("    tables:", "    advanced: {source: {database.ssl.password: '${CANARY}'}}\n    tables:")
                .replace("port: 6379", "port: 6379\n      key: canary-3\n      cert: c\n      key_password: canary-4");

        PipelineConfig config = Yaml.valid(yaml, references);

        assertThat(config.source().advanced().source().get("database.ssl.password"))
                .contains("canary-1");
        assertThat(config.toString()).doesNotContain("canary").contains("******", "database.ssl.password");
    }
}
