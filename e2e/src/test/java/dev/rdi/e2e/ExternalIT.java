package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.embedded.RedisServer;
import dev.rdi.testing.recorded.RecordedStream;
import dev.rdi.testing.recorded.RecordedStream.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** A pipeline without a collector: a Debezium Server writes its streams. */
class ExternalIT {

    @Test
    void runsWithoutASource(@TempDir Path folder) throws IOException {
        try (RedisServer rdi = RedisServer.startDefault();
                RedisServer target = RedisServer.startDefault()) {
            Files.writeString(folder.resolve("config.yaml"), """
                    sources:
                      shop:
                        type: external
                    targets:
                      target:
                        connection: {type: redis, host: 127.0.0.1, port: %d}
                    """.formatted(target.port()));
            try (RunProcess run = RunProcess.run(folder, rdi.url())) {
                for (Form form : List.of(Form.EXT_SCHEMA, Form.COMPACT_SCHEMA)) {
                    load(rdi, RecordedStream.of(form, "rdi.public.orders_1k"));
                }
                run.await(
                        "everything is read",
                        Duration.ofSeconds(40),
                        () -> RedisKeys.matching(target, "orders_1k:*").size() == 3
                                && RedisKeys.entries(rdi, "data:*") == 0);
            }
            assertThat(RedisKeys.hash(target, "orders_1k:id:1")).containsEntry("email", "user1@example.com");
            assertThat(RedisKeys.matching(rdi, "dlq:*")).isEmpty();
        }
    }

    private static void load(RedisServer server, RecordedStream stream) {
        try (Jedis redis = RedisKeys.connect(server)) {
            for (RecordedStream.Entry entry : stream.entries()) {
                List<byte[]> arguments = new ArrayList<>();
                arguments.add(stream.key().getBytes(StandardCharsets.UTF_8));
                arguments.add(entry.id().getBytes(StandardCharsets.UTF_8));
                arguments.addAll(entry.fields());
                redis.sendCommand(Protocol.Command.XADD, arguments.toArray(byte[][]::new));
            }
        }
    }
}
