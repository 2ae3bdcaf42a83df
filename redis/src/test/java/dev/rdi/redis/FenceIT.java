package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.RdiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
