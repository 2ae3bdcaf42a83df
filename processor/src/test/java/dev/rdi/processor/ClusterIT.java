package dev.rdi.processor;

import static dev.rdi.processor.OrdersPipeline.STREAM;
import static dev.rdi.processor.OrdersPipeline.delete;
import static dev.rdi.processor.OrdersPipeline.truncate;
import static dev.rdi.processor.OrdersPipeline.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.embedded.RedisCluster;
import dev.rdi.embedded.RedisServer;
import dev.rdi.redis.RedisAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RDI database and target are one cluster of three masters. */
class ClusterIT {

    private static RedisCluster cluster;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start(3);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void empty() {
        cluster.empty();
    }

    @Test
    void writesRowsToTheirServersAndEmptiesTheTableOnAll() throws Exception {
        try (OrdersPipeline pipeline = new OrdersPipeline(RedisAddress.parse(cluster.url()))) {
            pipeline.block(7);
            for (int i = 0; i < 100; i++) {
                pipeline.append(update(i, "a"), update(i, "b"));
            }
            pipeline.append(delete(1));
            pipeline.runOnce();

            assertThat(pipeline.counter("updated")).isEqualTo("198");
            assertThat(pipeline.counter("rejected")).isEqualTo("2");
            assertThat(pipeline.queues().find(STREAM, "target").count()).isEqualTo(2);
            assertThat(pipeline.note(1)).isEmpty();
            assertThat(pipeline.note(99)).isEqualTo("b");

            pipeline.unblock(7);
            pipeline.append(truncate());
            pipeline.append(update(3, "after"));
            pipeline.runOnce();
            assertThat(pipeline.note(99)).isEmpty();
            assertThat(pipeline.note(3)).isEqualTo("after");
        }
    }

    /** P33: the slot of the stream and those of rows move while changes flow. */
    @Test
    void goesOnWhileSlotsMove() throws Exception {
        try (OrdersPipeline pipeline = new OrdersPipeline(RedisAddress.parse(cluster.url()))) {
            pipeline.start();
            for (int i = 0; i < 30; i++) {
                pipeline.append(update(i, "a"), update(0, "version " + i));
                move(i % 3 == 0 ? STREAM : "orders:id:" + i);
            }
            pipeline.awaitDone();
            pipeline.stop();
            assertThat(pipeline.counter("updated")).isEqualTo("60");
            assertThat(pipeline.note(0)).isEqualTo("version 29");
            assertThat(pipeline.note(29)).isEqualTo("a");
        }
    }

    /** To wherever it isn't now. */
    private static void move(String key) {
        int slot = cluster.slot(key);
        RedisServer from = cluster.masters().stream()
                .filter(master -> !master.call("EXISTS", key).startsWith("-MOVED"))
                .findFirst()
                .orElseThrow();
        int at = cluster.masters().indexOf(from);
        cluster.move(
                slot, from, cluster.masters().get((at + 1) % cluster.masters().size()));
    }
}
