package dev.rdi.app;

import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.redis.ClientName;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.RedisAddress;
import java.util.Optional;

/** A leadership whose lack of protection against former leaders is a problem of the status. Thread-safe. */
record ReportedLeadership(Leadership leadership, Health health) implements Leadership {

    @Override
    public boolean isHeld() {
        return leadership.isHeld();
    }

    @Override
    public ClientName clientName(String role) {
        return leadership.clientName(role);
    }

    @Override
    public void depose() {
        leadership.depose();
    }

    @Override
    public void fenced(RedisAddress server, String role, Optional<RdiException> problem) {
        String part = "fence of " + role + " at " + server;
        problem.ifPresentOrElse(what -> health.degraded(part, what), () -> health.recovered(part));
    }

    @Override
    public void require() {
        leadership.require();
    }
}
