package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** R45: what is wrong with a connection is told apart. */
class ConnectFailureIT {

    @Test
    void namesAnUnknownHost() {
        RdiException failure = failure(new RedisAddress("no-such-host.invalid", 6379));
        assertThat(failure.code()).isEqualTo("redis.host.unknown");
        assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
    }

    @Test
    void namesAPortWhereNothingListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(failure(new RedisAddress("127.0.0.1", port)).code()).isEqualTo("redis.port.refused");
    }

    @Test
    void namesWrongAndMissingCredentials() {
        try (RedisServer server = RedisServer.builder().password("right").start()) {
            assertThat(failure(address(server, "", "wrong")).code()).isEqualTo("redis.credentials.wrong");
            assertThat(failure(address(server, "nobody", "right")).code()).isEqualTo("redis.credentials.wrong");
            RdiException missing = failure(address(server, "", ""));
            assertThat(missing.code()).isEqualTo("redis.password.missing");
            assertThat(missing.kind()).isEqualTo(ErrorKind.CONFIG);
            RedisConnection.open(address(server, "", "right"), "").close();
        }
    }

    private static RedisAddress address(RedisServer server, String user, String password) {
        return new RedisAddress("127.0.0.1", server.port(), user, password, Tls.NONE);
    }

    private static RdiException failure(RedisAddress address) {
        return catchThrowableOfType(
                RdiException.class, () -> RedisConnection.open(address, "").close());
    }
}
