package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.redis.ClientName;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.RedisAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportedLeadershipTest {

    @Test
    void theStatusSaysWhereFormerLeadersCannotBeEnded() {
        Health health = new Health();
        Leadership leadership = new ReportedLeadership(
                new Leadership() {
                    @Override
                    public boolean isHeld() {
                        return true;
                    }

                    @Override
                    public ClientName clientName(String role) {
                        return new ClientName("default", "default", role, 1);
                    }
                },
                health);
        RedisAddress server = new RedisAddress("127.0.0.1", 6379);
        RdiException problem = new RdiException(ErrorKind.TRANSIENT, "lease.unfenced", "what", "cure");

        leadership.fenced(server, "target", Optional.of(problem));
        assertThat(health.problems()).containsValue(problem);

        leadership.fenced(server, "target", Optional.empty());
        assertThat(health.problems()).isEmpty();
    }
}
