package dev.rdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of the shapes that RDI's public documentation shows, with values of our own. */
class CompatibilityTest {
    private static final String TARGET = """
            targets:
              target:
                connection:
                  type: redis
                  host: ${TARGET_DB_HOST}
                  port: ${TARGET_DB_PORT}
                  user: ${TARGET_DB_USERNAME}
                  password: ${TARGET_DB_PASSWORD}
            """;

    private static final String POSTGRESQL = """
            sources:
              shop:
                connection:
                  type: postgresql
                  host: db.shop.example
                  port: 5432
                  database: shop
                  user: ${SOURCE_DB_USERNAME}
                  password: ${SOURCE_DB_PASSWORD}
            """;

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("everything that the example of the configuration page mentions", mysql()),
                Arguments.of("postgresql with an existing publication", withPublication()),
                Arguments.of("oracle by LogMiner", oracle("      database: CDB1\n", "lob.enabled: true")),
                Arguments.of("oracle by XStream", oracle("", "database.connection.adapter: xstream")),
                Arguments.of("sqlserver with a service principal", sqlserver()),
                Arguments.of("mongodb with a client certificate", mongodb()),
                Arguments.of("snowflake", snowflake()),
                Arguments.of("spanner", spanner()),
                Arguments.of("flink processor", flink()),
                Arguments.of("an external source", "sources:\n  streams:\n    type: external\n" + TARGET),
                Arguments.of("an external source of a stream pattern", external()),
                Arguments.of("every processor property", processors()));
    }

    @DisplayName("R25: every shape of the public documentation validates")
    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void validates(String what, String yaml) {
        Loaded loaded = Yaml.offline(yaml);

        assertThat(loaded.problems().stream().filter(Problem::isError)).as(what).isEmpty();
        assertThat(loaded.problems().stream().map(Problem::code).distinct())
                .isSubsetOf(List.of(
                        "config.unset-reference", "config.not-available", "config.deprecated", "config.no-effect"));
        assertThat(loaded.config()).isPresent();
    }

    private static String mysql() {
        return """
                sources:
                  orders-db:
                    type: cdc
                    logging:
                      level: info
                    connection:
                      type: mysql
                      host: <host> # for instance 10.0.0.7
                      port: 3306
                      user: ${SOURCE_DB_USERNAME}
                      password: ${SOURCE_DB_PASSWORD}
                    databases:
                      - orders
                      - billing
                    tables:
                      orders.line: {}
                      billing.invoice:
                        columns:
                          - nr
                          - amount
                        keys:
                          - nr
                    advanced:
                      sink:
                        redis.memory.limit.mb: 250
                        redis.memory.threshold.percentage: 80
                        redis.wait.enabled: true
                        redis.wait.timeout.ms: 900
                        redis.wait.retry.enabled: true
                        redis.wait.retry.delay.ms: 900
                      source:
                        snapshot.mode: initial
                        snapshot.select.statement.overrides: orders.line
                        snapshot.select.statement.overrides.orders.line: SELECT * FROM orders.line WHERE qty > 0
                      quarkus:
                        banner.enabled: "false"
                      java_options: "-Xmx1g -Xms256m"
                targets:
                  target:
                    connection:
                      type: redis
                      host: <host>
                      port: 12001
                      user: ${TARGET_DB_USERNAME}
                      password: ${TARGET_DB_PASSWORD}
                      key: ${TARGET_DB_KEY}
                      key_password: ${TARGET_DB_KEY_PASSWORD}
                      cert: ${TARGET_DB_CERT}
                      cacert: ${TARGET_DB_CACERT}
                processors:
                  # type: classic
                  # read_batch_size: 2000
                """;
    }

    private static String withPublication() {
        return POSTGRESQL + """
                schemas:
                  - public
                tables:
                  public.account: {}
                  public.payment:
                advanced:
                  source:
                    plugin.name: pgoutput
                    publication.name: my_publication
                    publication.autocreate.mode: disabled
                    slot.name: my_slot
                """.indent(4) + TARGET;
    }

    private static String oracle(String database, String setting) {
        return """
                sources:
                  ora:
                    type: cdc
                    logging:
                      level: info
                    connection:
                      type: oracle
                      host: ora.internal
                      port: 1521
                      user: ${SOURCE_DB_USERNAME}
                      password: ${SOURCE_DB_PASSWORD}
                """
                + database
                + "    advanced:\n      source:\n"
                + "        database.dbname: CDB1\n"
                + "        database.pdb.name: PDB7\n"
                + "        " + setting + "\n"
                + TARGET;
    }

    private static String sqlserver() {
        return """
                sources:
                  azure:
                    type: cdc
                    connection:
                      type: sqlserver
                      host: shop.database.windows.net
                      port: 1433
                      database: shop
                      user: ${SOURCE_DB_USERNAME}
                      password: ${SOURCE_DB_PASSWORD}
                    logging:
                      level: info
                    schemas:
                      - dbo
                    tables:
                      Invoice:
                        columns:
                          - InvoiceId
                          - Total
                        keys:
                          - InvoiceId
                    advanced:
                      source:
                        driver.authentication: ActiveDirectoryServicePrincipal
                        database.encrypt: "true"
                        database.hostNameInCertificate: "*.database.windows.net"
                        database.trustServerCertificate: "false"
                        database.applicationIntent: ReadOnly
                        snapshot.mode: initial
                """ + TARGET;
    }

    private static String mongodb() {
        return """
                sources:
                  documents:
                    type: cdc
                    connection:
                      type: mongodb
                      connection_string: mongodb+srv://${SOURCE_DB_USERNAME}:${SOURCE_DB_PASSWORD}@c1.example/?authSource=admin
                      database: one,two
                    databases: [one]
                    tables:
                      one.things:
                        exclude_columns: [internal]
                    advanced:
                      source:
                        mongodb.ssl.enabled: true
                        mongodb.ssl.keystore: /certs/store
                        mongodb.ssl.keystore.password: pass
                """ + TARGET;
    }

    private static String snowflake() {
        return """
                sources:
                  warehouse:
                    type: riotx
                    connection:
                      type: snowflake
                      url: "jdbc:snowflake://acme.snowflakecomputing.com/"
                      user: "${SOURCE_DB_USERNAME}"
                      password: "${SOURCE_DB_PASSWORD}"
                      database: "SALES"
                      warehouse: "SMALL_WH"
                      role: "READER"
                      cdcDatabase: "CDC"
                      cdcSchema: "STREAMS"
                    schemas:
                      - PUBLIC
                    tables:
                      PUBLIC.region: {}
                      PUBLIC.store: {}
                    advanced:
                      riotx:
                        poll: "20s"
                        snapshot: "NEVER"
                        streamPrefix: "data:"
                        streamLimit: 50000
                        keyColumns:
                          - "id"
                        clearOffset: false
                """ + TARGET + "processors:\n  target_data_type: json\n";
    }

    private static String spanner() {
        return """
                sources:
                  source:
                    type: flink
                    connection:
                      type: spanner
                      project_id: acme-prod
                      instance_id: main
                      database_id: sales
                      use_credentials_file: false
                      change_streams:
                        all_tables:
                          retention_hours: 48
                        some_tables:
                          {}
                    schemas:
                      - DEFAULT
                    tables:
                      region: {}
                    logging:
                      level: debug
                    advanced:
                      source:
                        spanner.change.stream.retention.hours: 48
                        spanner.dialect: POSTGRESQL
                      flink:
                        jobmanager.rpc.port: 7001
                        taskmanager.numberOfTaskSlots: 2
                        taskmanager.memory.process.size: 3g
                        restart-strategy.type: fixed-delay
                """ + TARGET;
    }

    private static String flink() {
        return POSTGRESQL + TARGET + """
                processors:
                  type: flink
                  logging:
                    level: warn
                  advanced:
                    source:
                      discovery.interval.ms: 500
                    target:
                      wait.enabled: true
                      retry.backoff.multiplier: 1.5
                    dlq:
                      max.len: 500
                    processor:
                      default.data.type: json
                      dlq.enabled: false
                    flink:
                      taskmanager.numberOfTaskSlots: 4
                      taskmanager.memory.process.size: 3072m
                      parallelism.default: 8
                    resources:
                      taskManager:
                        replicas: 3
                """;
    }

    private static String external() {
        return "sources:\n  streams:\n    type: external\n" + TARGET + """
                processors:
                  advanced:
                    source:
                      stream.name.pattern: data:rdi.*
                """;
    }

    private static String processors() {
        return POSTGRESQL + TARGET + """
                processors:
                  type: classic
                  read_batch_size: 1000
                  read_batch_timeout_ms: 50
                  duration: 50
                  write_batch_size: 100
                  enable_async_processing: false
                  batch_queue_size: 2
                  ack_queue_size: 5
                  dedup: true
                  dedup_max_size: 512
                  dedup_strategy: ignore
                  error_handling: ignore
                  dlq_max_messages: ${DLQ_MAX}
                  target_data_type: json
                  json_update_strategy: merge
                  use_native_json_merge: false
                  initial_sync_processes: 8
                  idle_sleep_time_ms: 100
                  idle_streams_check_interval_ms: 500
                  busy_streams_check_interval_ms: 2500
                  retry_max_attempts: 3
                  retry_initial_delay_ms: 500
                  retry_max_delay_ms: 5000
                  wait_enabled: true
                  wait_timeout: 500
                  retry_on_replica_failure: false
                  on_failed_retry_interval: 7
                """;
    }
}
