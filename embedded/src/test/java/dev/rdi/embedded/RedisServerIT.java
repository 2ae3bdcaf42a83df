package dev.rdi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIT {
    @Test
    void answersOnLoopbackAloneUntilItIsClosed() {
        RedisServer redis = RedisServer.startDefault();
        try (redis) {
            assertThat(redis.call("PING")).isEqualTo("PONG");
            assertThat(redis.call("INFO", "server")).contains("redis_version:7.0.15");
            assertThat(redis.url()).isEqualTo("redis://127.0.0.1:" + redis.port());
            assertThat(redis.cliCommand()).isEqualTo("redis-cli -p " + redis.port());
        }
        assertThat(Ports.isFree(redis.port())).isTrue();
        assertThat(redis.folder()).doesNotExist();
    }

    @Test
    void losesNothingWhenItIsKilledAndStartedAgain() {
        try (RedisServer redis = RedisServer.builder().appendOnly().start()) {
            int port = redis.port();
            redis.call("SET", "kept", "yes");
            redis.kill();
            assertThat(redis.isRunning()).isFalse();

            redis.start();
            assertThat(redis.port()).isEqualTo(port);
            assertThat(redis.call("GET", "kept")).isEqualTo("yes");

            redis.stop();
            redis.start();
            assertThat(redis.call("GET", "kept")).isEqualTo("yes");
        }
    }

    @Test
    void servesAllSlotsAsAClusterOfOneNodeAlsoAfterARestart() {
        try (RedisServer redis = RedisServer.builder().cluster().appendOnly().start()) {
            assertThat(redis.call("CLUSTER", "INFO")).contains("cluster_state:ok", "cluster_slots_assigned:16384");
            assertThat(redis.call("SET", "{a}1", "x")).isEqualTo("OK");
            assertThat(redis.call("MGET", "a", "b")).startsWith("-CROSSSLOT");
            redis.kill();
            redis.start();
            assertThat(redis.call("GET", "{a}1")).isEqualTo("x");
        }
    }

    @Test
    void asksForThePassword() throws IOException {
        try (RedisServer redis = RedisServer.builder().password("p@ss \"word'").start();
                RespConnection stranger = new RespConnection(redis.port(), Duration.ofSeconds(5))) {
            assertThat(stranger.call("GET", "x")).startsWith("-NOAUTH");
            assertThat(redis.call("PING")).isEqualTo("PONG");
            assertThat(redis.url()).startsWith("redis://:p%40ss%20%22word%27@127.0.0.1");
        }
    }

    @Test
    void refusesWritesAtItsMemoryLimit() {
        try (RedisServer redis = RedisServer.builder().maxMemory(1).start()) {
            assertThat(redis.call("SET", "x", "y")).startsWith("-OOM");
        }
    }

    @Test
    void answersNothingWhileItIsPaused() throws IOException {
        try (RedisServer redis = RedisServer.startDefault();
                RespConnection connection = new RespConnection(redis.port(), Duration.ofMillis(200))) {
            redis.pause();
            assertThatThrownBy(() -> connection.call("PING")).isInstanceOf(IOException.class);
            redis.resume();
            assertThat(redis.call("PING")).isEqualTo("PONG");
            redis.pause();
        }
    }

    @Test
    void keepsAFolderThatWasGiven(@TempDir Path folder) {
        try (RedisServer redis =
                RedisServer.builder().folder(folder).appendOnly().start()) {
            redis.call("SET", "kept", "yes");
        }
        try (RedisServer redis =
                RedisServer.builder().folder(folder).appendOnly().start()) {
            assertThat(redis.call("GET", "kept")).isEqualTo("yes");
        }
    }

    @Test
    void namesATakenPort() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, Ports.onLoopback(0).getAddress())) {
            assertThatThrownBy(() ->
                            RedisServer.builder().port(other.getLocalPort()).start())
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " on 127.0.0.1 is taken")
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void showsWhyAConfigurationIsRefused() {
        assertThatThrownBy(() -> RedisServer.builder().line("no-such-line 1").start())
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("no-such-line");
    }

    @Test
    void goesOnWithoutThisProcessOnceDetached() {
        RedisServer redis = RedisServer.startDefault();
        redis.detach();
        redis.close();
        assertThat(redis.call("PING")).isEqualTo("PONG");
        assertThat(redis.folder()).exists();
        Commands.signal(redis.pid(), "KILL");
        Folders.delete(redis.folder());
    }
}
