package dev.rdi.collector;

import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Retry;
import dev.rdi.redis.reset.ResetState;
import dev.rdi.redis.reset.ResetState.Phase;
import dev.rdi.redis.reset.ResetStore;
import dev.rdi.redis.reset.ResetTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The resets that the RDI database knows of.
 *
 * <p>Confined to the collector's thread.
 */
public final class RedisResets implements Resets {

    private final ResetStore store;
    private final RedisSession session;
    private final Retry retry;
    private final Optional<String> id;

    /**
     * Takes part in one reset. One that is asked for later waits for the next collector, because the processor has to
     * know of it before the first row is read.
     *
     * @param id the reset that is on its way, if one is
     */
    public RedisResets(RedisSession session, Keys keys, Optional<String> id, StopSignal stop, Health health) {
        this.id = id;
        this.store = new ResetStore(keys);
        this.session = session;
        this.retry = new Retry("reset of the collector", stop, health);
    }

    @Override
    public boolean isRequested() throws InterruptedException {
        return load(Phase.REQUESTED).isPresent();
    }

    @Override
    public void begun(List<ResetTable> tables, boolean sweeps) throws InterruptedException {
        change(Phase.REQUESTED, reset -> store.begin(session.connection(), reset.id(), sweeps, tables));
    }

    @Override
    public void captured() throws InterruptedException {
        change(Phase.BEGUN, reset -> store.captured(session.connection(), reset.id()));
    }

    private Optional<ResetState> load(Phase phase) throws InterruptedException {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try {
            return retry.untilDone(() -> store.load(session.connection()))
                    .filter(reset -> id.get().equals(reset.id()) && reset.phase() == phase);
        } catch (Retry.StoppedException e) {
            throw new InterruptedException("stopped while looking for a reset");
        }
    }

    private void change(Phase from, Consumer<ResetState> step) throws InterruptedException {
        Optional<ResetState> reset = load(from);
        if (reset.isEmpty()) {
            return;
        }
        try {
            retry.untilDone(() -> {
                step.accept(reset.get());
                return true;
            });
        } catch (Retry.StoppedException e) {
            throw new InterruptedException("stopped while noting a step of a reset");
        }
    }
}
