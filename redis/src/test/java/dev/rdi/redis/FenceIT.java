package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.RdiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FenceIT {

    /** A right that is missing is told to whoever shows the status, and taken back when it is granted. */
    @Test
    void tellsWhetherFormerLeadersCouldBeEnded() {
        try (RedisServer server = RedisServer.startDefault()) {
            RedisAddress address = new RedisAddress("127.0.0.1", server.port());
            server.call("ACL", "SETUSER", "default", "-client|kill");
            List<Optional<RdiException>> told = new ArrayList<>();
            RedisSession former = session(address, 1, told);
            former.connection();
            RedisSession next = session(address, 2, told);
            next.connection();
            server.call("ACL", "SETUSER", "default", "+client|kill");
            RedisSession last = session(address, 3, told);
            last.connection();
            former.close();
            next.close();
            last.close();
            assertThat(told).hasSize(3);
            assertThat(told.get(0)).isEmpty();
            assertThat(told.get(1).map(RdiException::code)).contains("lease.unfenced");
            assertThat(told.get(2)).isEmpty();
        }
    }

    /** A database that failed over may have given an old lease back; the connections of the later leader are still there. */
    @Test
    void aLaterLeaderThatIsConnectedEndsTheLeadership() {
        try (RedisServer server = RedisServer.startDefault()) {
            RedisAddress address = new RedisAddress("127.0.0.1", server.port());
            RedisSession later = session(address, 2, new ArrayList<>());
            RedisConnection kept = later.connection();
            AtomicBoolean held = new AtomicBoolean(true);
            try (RedisSession former = new RedisSession(address, "target", new Deposable(held))) {
                assertThatThrownBy(former::connection)
                        .isInstanceOfSatisfying(
                                RdiException.class,
                                lost -> assertThat(lost.code()).isEqualTo("lease.lost"));
            }
            assertThat(held).isFalse();
            assertThat(kept.call("PING")).isNotInstanceOf(RedisError.class);
            later.close();
        }
    }

    private record Deposable(AtomicBoolean held) implements Leadership {

        @Override
        public boolean isHeld() {
            return held.get();
        }

        @Override
        public ClientName clientName(String role) {
            return new ClientName("test", "default", role, 1);
        }

        @Override
        public void depose() {
            held.set(false);
        }
    }

    private static RedisSession session(RedisAddress address, long epoch, List<Optional<RdiException>> told) {
        return new RedisSession(address, "target", new Leadership() {
            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public ClientName clientName(String role) {
                return new ClientName("test", "default", role, epoch);
            }

            @Override
            public void fenced(RedisAddress server, String role, Optional<RdiException> problem) {
                told.add(problem);
            }
        });
    }
}
