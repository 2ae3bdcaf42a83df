package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.e2e.Equality.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** {@code error_handling: abort} ends the process before a rejected record, and says why. */
class AbortIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Table TABLE = new Table("t");

    @Test
    void stopsBeforeARejectedRecordAndGoesOnWhenTheCauseIsMended(@TempDir Path folder) {
        try (Stage stage = Stage.start();
                Jedis target = RedisKeys.connect(stage.target())) {
            stage.sql("CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
            target.set("t:id:2", "mine");
            Path pipeline =
                    Stage.write(folder, stage.config(TABLE.config()) + "processors:\n  error_handling: abort\n");

            for (int attempt = 0; attempt < 2; attempt++) {
                try (RunProcess process = RunProcess.run(pipeline, stage.rdi().url())) {
                    assertThat(process.exitCode(PATIENCE)).isEqualTo(1);
                    assertThat(process.log()).contains("WRONGTYPE", "error_handling");
                }
                assertThat(RedisKeys.hash(stage.rdi(), "rdi:{default}:status").get("problems"))
                        .contains("stopped: ", "target.wrong-type");
            }
            assertThat(target.hget("t:id:1", "v")).isEqualTo("a");

            target.del("t:id:2");
            try (RunProcess process = RunProcess.run(pipeline, stage.rdi().url())) {
                new Equality(stage, List.of(TABLE)).awaitEqual(process, PATIENCE);
            }
        }
    }
}
