package dev.rdi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.Scaffold;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.secret.References;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ScaffoldCommandTest {
    private final Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    ScaffoldCommandTest(@TempDir Path temp) {
        this.directory = temp.resolve("my pipeline");
    }

    private int scaffold(String... arguments) {
        CommandLine commandLine = CommandLines.create(Map.of(), List.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        String[] all = new String[arguments.length + 1];
        all[0] = "scaffold";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return commandLine.execute(all);
    }

    @ParameterizedTest
    @EnumSource(Scaffold.class)
    void whatItWritesIsValid(Scaffold type) {
        assertThat(scaffold("--db-type", type.toString(), "--dir", directory.toString()))
                .isZero();

        References references = name -> Optional.of("secret");
        Loaded loaded = PipelineLoader.load(directory, references, Mode.OFFLINE);
        assertThat(loaded.problems())
                .as(loaded.problems().toString())
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("config.not-available"));
        assertThat(loaded.config()).isPresent();
        assertThat(loaded.jobs()).extracting(JobFile::name).containsExactly("orders");
        assertThat(out.toString())
                .contains("wrote " + directory.resolve("config.yaml"), "redis-di validate --dir ")
                .contains("wrote " + directory.resolve("jobs").resolve("orders.yaml"));
    }

    @Test
    void forPostgresqlThereIsNotEvenAWarning() {
        scaffold("--db-type", "postgresql", "--dir", directory.toString());

        assertThat(PipelineLoader.load(directory, name -> Optional.of("secret"), Mode.RUN)
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Scaffold.class)
    void everyFileIsCommentedAndCompleted(Scaffold type) {
        for (String text : List.of(type.config(), type.job())) {
            assertThat(text).contains("# ").doesNotContain("{source}", "{table}", "{id}", "{status}", "\t");
            assertThat(text.lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.yaml", "jobs/orders.yaml"})
    void overwritesNothing(String existing) throws IOException {
        Path file = directory.resolve(existing);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "mine");

        assertThat(scaffold("--db-type", "mysql", "--dir", directory.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("error: " + file + " exists").contains("\nfix: ");
        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(file);
        }
        assertThat(file).hasContent("mine");

        assertThat(scaffold("--db-type", "mysql", "--dir", directory.toString(), "--force"))
                .isZero();
        assertThat(Files.readString(file)).isNotEqualTo("mine");
    }

    @Test
    void printsTheConfigurationWithoutAFolder() {
        assertThat(scaffold("--db-type", "oracle")).isZero();
        assertThat(out.toString()).isEqualTo(Scaffold.ORACLE.config());
    }

    @Test
    void previewsEachFileWithoutWritingIt() {
        scaffold("--db-type", "mongodb", "--dir", directory.toString(), "--preview", "config.yaml");
        scaffold("--db-type", "mongodb", "--dir", directory.toString(), "--preview", "job");

        assertThat(out.toString()).isEqualTo(Scaffold.MONGODB.config() + Scaffold.MONGODB.job());
        assertThat(directory).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--db-type db3",
                "--dir x",
                "--db-type mysql --preview jbo",
                "--db-typ mysql",
                "--collector debezium --dir x",
                "--collector debezium-server"
            })
    void aTypingErrorIsOneCauseAndOneCure(String arguments) {
        assertThat(scaffold(arguments.split(" "))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void writesTheFileOfADebeziumServer() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("config.yaml"), """
                sources:
                  shop:
                    type: external
                    connection: {type: postgresql, host: db.example.com, database: shop}
                    schemas: [public]
                    tables:
                      public.orders:
                        columns: [id, total]
                        keys: [number]
                        snapshot_sql: |
                          SELECT * FROM public.orders
                          WHERE total > 0
                      "Odd Name": {}
                    advanced:
                      source: {snapshot.fetch.size: 5}
                targets:
                  target:
                    connection: {type: redis, host: cache, port: 6379}
                """);

        assertThat(scaffold(
                        "--collector",
                        "debezium-server",
                        "--dir",
                        directory.toString(),
                        "--rdi",
                        "rediss://u:pw@rdi:7000"))
                .isZero();

        assertThat(out.toString())
                .contains("wrote " + directory.resolve("application.properties"), "type: external", "data:rdi.*");
        assertThat(directory.resolve("application.properties"))
                .content()
                .doesNotContain("pw@", "=pw")
                .contains("""
                        debezium.sink.type=redis
                        debezium.sink.redis.address=rdi:7000
                        debezium.sink.redis.user=u
                        debezium.sink.redis.password=${RDI_REDIS_PASSWORD}
                        debezium.sink.redis.ssl.enabled=true
                        debezium.sink.redis.message.format=extended
                        """)
                .contains("""
                        debezium.source.offset.storage=io.debezium.storage.redis.offset.RedisOffsetBackingStore
                        debezium.source.offset.storage.redis.address=rdi:7000
                        """)
                .contains("""
                        debezium.source.connector.class=io.debezium.connector.postgresql.PostgresConnector
                        debezium.source.database.hostname=db.example.com
                        debezium.source.database.port=5432
                        debezium.source.database.user=${SOURCE_DB_USERNAME}
                        debezium.source.database.password=${SOURCE_DB_PASSWORD}
                        debezium.source.database.dbname=shop
                        """)
                .contains("""
                        debezium.source.schema.include.list=public
                        debezium.source.table.include.list=public\\\\.orders,public\\\\.Odd\\\\x{20}Name
                        debezium.source.column.include.list=public\\\\.orders\\\\.id,public\\\\.orders\\\\.total,\
                        public\\\\.orders\\\\.number,public\\\\.Odd\\\\x{20}Name\\\\..*
                        debezium.source.message.key.columns=public\\\\.orders:number
                        debezium.source.snapshot.select.statement.overrides=public.orders
                        debezium.source.snapshot.select.statement.overrides.public.orders=SELECT * FROM public.orders WHERE total > 0
                        """)
                .contains("\ndebezium.source.snapshot.fetch.size=5\n")
                .doesNotContain("schema.history");
    }

    @ParameterizedTest
    @CsvSource({
        "db2, db2.Db2Connector, true",
        "mariadb, mariadb.MariaDbConnector, true",
        "mongodb, mongodb.MongoDbConnector, false",
        "mysql, mysql.MySqlConnector, true",
        "oracle, oracle.OracleConnector, true",
        "postgresql, postgresql.PostgresConnector, false",
        "sqlserver, sqlserver.SqlServerConnector, true"
    })
    void writesOneForEachDatabaseThatDebeziumServerReads(String type, String connector, boolean history) {
        scaffold("--db-type", type, "--dir", directory.toString());
        assertThat(scaffold("--collector", "debezium-server", "--dir", directory.toString()))
                .isZero();
        assertThat(directory.resolve("application.properties"))
                .content()
                .contains("connector.class=io.debezium.connector." + connector + "\n", ".include.list=")
                .satisfies(text ->
                        assertThat(text.contains("schema.history.internal=")).isEqualTo(history));
    }

    /** P24: RDI's own default for the form of decimals. */
    @ParameterizedTest
    @CsvSource({
        "db2, 50000, database.dbname=SHOP",
        "oracle, 1521, database.dbname=ORCLCDB",
        "sqlserver, 1433, database.names=shop"
    })
    void namesTheDatabaseAsItsConnectorDoesAndAsksForTheTextOfDecimals(String type, String port, String database) {
        scaffold("--db-type", type, "--dir", directory.toString());
        scaffold("--collector", "debezium-server", "--dir", directory.toString());
        assertThat(directory.resolve("application.properties"))
                .content()
                .contains("debezium.source.database.port=" + port + "\n")
                .contains("debezium.source." + database + "\n")
                .contains("debezium.source.decimal.handling.mode=string\n")
                .contains("debezium.source.include.schema.changes=false\n");
    }

    @Test
    void leavesThePluggableDatabaseAndXStreamToTheAdvancedSection() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("config.yaml"), """
                sources:
                  shop:
                    type: external
                    connection: {type: oracle, host: db.example.com, database: ORCLCDB}
                    advanced:
                      source:
                        database.pdb.name: ORCLPDB1
                        database.connection.adapter: xstream
                        database.out.server.name: dbzxout
                        decimal.handling.mode: double
                targets:
                  target:
                    connection: {type: redis, host: cache, port: 6379}
                """);
        scaffold("--collector", "debezium-server", "--dir", directory.toString());
        assertThat(directory.resolve("application.properties")).content().endsWith("""
                debezium.source.database.pdb.name=ORCLPDB1
                debezium.source.database.connection.adapter=xstream
                debezium.source.database.out.server.name=dbzxout
                debezium.source.decimal.handling.mode=double
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spanner", "snowflake"})
    void saysWhatDebeziumServerDoesNotRead(String type) {
        scaffold("--db-type", type, "--dir", directory.toString());
        assertThat(scaffold("--collector", "debezium-server", "--dir", directory.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("of type external", "\nfix: ");
        assertThat(directory.resolve("application.properties")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithThePipeline() {
        assertThat(scaffold("--collector", "debezium-server", "--dir", directory.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("there is no such folder", "fix: ");
    }

    @Test
    void saysThatTheFolderCanNotBeWritten() throws IOException {
        Files.createFile(directory);

        assertThat(scaffold("--db-type", "mysql", "--dir", directory.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("can't be written").contains("\nfix: ");
    }
}
