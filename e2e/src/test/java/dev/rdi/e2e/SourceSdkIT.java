package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.embedded.RedisServer;
import dev.rdi.source.Change;
import dev.rdi.source.ColumnType;
import dev.rdi.source.SourceOffset;
import dev.rdi.source.SourceSettings;
import dev.rdi.source.SourceWriter;
import dev.rdi.source.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of a user that writes changes with the source SDK, beside a pipeline without a collector. */
class SourceSdkIT {

    private static final Table ORDERS = Table.named("sales", "orders")
            .key("id", ColumnType.INTEGER)
            .column("note", ColumnType.TEXT)
            .column("total", ColumnType.DECIMAL)
            .column("day", ColumnType.DATE)
            .column("tags", ColumnType.STRUCTURE);

    @Test
    void whatAProgramWritesReachesTheTarget(@TempDir Path folder) throws IOException {
        try (RedisServer rdi = RedisServer.startDefault();
                RedisServer target = RedisServer.startDefault()) {
            // The pattern matches nothing: streams that are registered are read all the same.
            Files.writeString(folder.resolve("config.yaml"), """
                    sources:
                      erp:
                        type: external
                    targets:
                      target:
                        connection: {type: redis, host: 127.0.0.1, port: %d}
                    processors:
                      advanced:
                        source:
                          stream.name.pattern: "data:nothing.*"
                          idle_streams_check_interval_ms: 600000
                          busy_streams_check_interval_ms: 600000
                    """.formatted(target.port()));
            try (RunProcess run = RunProcess.run(folder, rdi.url());
                    SourceWriter writer = SourceWriter.open(SourceSettings.of(rdi.url(), "default", "erp"))) {
                for (int i = 0; i < 3000; i++) {
                    writer.write(Change.read(ORDERS, order(i)));
                }
                writer.commit(SourceOffset.snapshot("all"));
                run.await(
                        "the snapshot is at the target",
                        Duration.ofSeconds(40),
                        () -> RedisKeys.matching(target, "orders:*").size() == 3000);

                writer.write(Change.update(ORDERS, Map.of("id", 1, "total", "2.50")));
                writer.write(Change.delete(ORDERS, Map.of("id", 2)));
                writer.write(Change.update(ORDERS, order(3), Map.of("id", 3003)));
                writer.commit(SourceOffset.streaming("4"));
                run.await(
                        "the changes are at the target",
                        Duration.ofSeconds(20),
                        () -> RedisKeys.matching(target, "orders:id:3003").size() == 1
                                && RedisKeys.entries(rdi, "data:*") == 0);
            }
            assertThat(RedisKeys.hash(target, "orders:id:1"))
                    .isEqualTo(
                            Map.of("id", "1", "note", "a", "total", "2.50", "day", "19782", "tags", "[\"x\",\"y\"]"));
            assertThat(RedisKeys.matching(target, "orders:id:2")).isEmpty();
            assertThat(RedisKeys.matching(target, "orders:id:3")).isEmpty();
            assertThat(RedisKeys.hash(target, "orders:id:3003")).containsEntry("total", "1.10");
            assertThat(RedisKeys.matching(rdi, "dlq:*")).isEmpty();
        }
    }

    @Test
    void whatIsSentToAServerReachesTheTargetAndGoesWithThePipeline() {
        try (RedisServer rdi = RedisServer.startDefault();
                RedisServer target = RedisServer.startDefault();
                RunProcess server = RunProcess.start(
                        Map.of("RDI_ADMIN_PASSWORD", "correct horse"),
                        "server",
                        "--rdi",
                        rdi.url(),
                        "--listen",
                        "127.0.0.1:0")) {
            Api api = Api.asAdmin(server, "correct horse");
            api.send("POST", "/api/v2/pipelines", """
                    {"name":"erp","config":{"sources":{"erp":{"type":"external"}},
                     "targets":{"target":{"connection":{"type":"redis","host":"127.0.0.1","port":%d}}}}}""".formatted(target.port()));
            for (int repeat = 1; repeat <= 2; repeat++) {
                api.send("POST", "/api/v2/pipelines/erp/ingest", """
                        {"source":"crm","sequence":1,
                         "tables":[{"schema":"crm","table":"clients","columns":[
                           {"name":"id","type":"integer","key":true},{"name":"name","type":"text"}]}],
                         "events":[{"schema":"crm","table":"clients","op":"c","after":{"id":7,"name":"Ann"}},
                           {"schema":"crm","table":"clients","op":"u","after":{"id":7,"name":"Anna"}}]}""");
            }
            try (SourceWriter writer = SourceWriter.open(SourceSettings.of(rdi.url(), "erp", "sdk"))) {
                writer.write(Change.create(ORDERS, order(1)));
                writer.commit(SourceOffset.streaming("1"));
            }
            server.await(
                    "both are at the target",
                    Duration.ofSeconds(40),
                    () -> RedisKeys.hash(target, "clients:id:7")
                                    .getOrDefault("name", "")
                                    .equals("Anna")
                            && !RedisKeys.matching(target, "orders:id:1").isEmpty());

            api.send("DELETE", "/api/v2/pipelines/erp", "");
            server.await(
                    "nothing is left of the pipeline",
                    Duration.ofSeconds(40),
                    () -> RedisKeys.matching(rdi, "*erp*").isEmpty());
        }
    }

    private static Map<String, Object> order(int id) {
        return Map.of(
                "id", id, "note", "a", "total", "1.10", "day", LocalDate.of(2024, 2, 29), "tags", List.of("x", "y"));
    }
}
