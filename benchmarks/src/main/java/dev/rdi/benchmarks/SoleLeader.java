package dev.rdi.benchmarks;

import dev.rdi.redis.ClientName;
import dev.rdi.redis.Leadership;

/** Leadership where nobody else can lead: the parts are measured alone. Thread-safe. */
final class SoleLeader implements Leadership {

    @Override
    public boolean isHeld() {
        return true;
    }

    @Override
    public ClientName clientName(String role) {
        return new ClientName("benchmark", "default", role, 1);
    }
}
