package dev.rdi.collector;

import dev.rdi.redis.Retry;
import dev.rdi.redis.TableHistory;
import java.util.List;

/**
 * Keeps in the RDI database how the tables of the source looked.
 *
 * <p>Used by one thread at a time.
 */
public final class RedisSchemaHistory implements SchemaHistoryStore {

    private final TableHistory history;

    public RedisSchemaHistory(TableHistory history) {
        this.history = history;
    }

    @Override
    public synchronized List<String> load() throws InterruptedException {
        try {
            return history.load();
        } catch (Retry.StoppedException e) {
            throw stopped();
        }
    }

    @Override
    public synchronized void append(String change) throws InterruptedException {
        try {
            history.append(change);
        } catch (Retry.StoppedException e) {
            throw stopped();
        }
    }

    @Override
    public synchronized void replace(List<String> changes) throws InterruptedException {
        try {
            history.replace(changes);
        } catch (Retry.StoppedException e) {
            throw stopped();
        }
    }

    private static InterruptedException stopped() {
        return new InterruptedException("stopped while the schema history was read or stored");
    }
}
