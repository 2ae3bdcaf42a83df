package dev.rdi.redis;

/** A leader of a given epoch who can be told that the lease is lost. */
public final class FixedLeadership implements Leadership {

    private final long epoch;
    private volatile boolean held = true;

    public FixedLeadership(long epoch) {
        this.epoch = epoch;
    }

    public void lose() {
        held = false;
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public ClientName clientName(String role) {
        return new ClientName("test", "default", role, epoch);
    }
}
