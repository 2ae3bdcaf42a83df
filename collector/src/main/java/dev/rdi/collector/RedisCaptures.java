package dev.rdi.collector;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.CapturedTables;
import dev.rdi.redis.Retry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Keeps in the RDI database which tables are captured.
 *
 * <p>Confined to the collector's thread.
 */
public final class RedisCaptures implements CaptureStore {

    private final CapturedTables tables;

    public RedisCaptures(CapturedTables tables) {
        this.tables = tables;
    }

    @Override
    public Map<String, Capture> load() throws InterruptedException {
        try {
            Map<String, Capture> captures = new HashMap<>();
            tables.load().forEach((table, json) -> captures.put(table, Capture.fromJson(json)));
            return captures;
        } catch (Retry.StoppedException e) {
            throw stopped();
        } catch (IllegalArgumentException e) {
            throw new RdiException(
                    ErrorKind.FATAL,
                    "source.captured-unreadable",
                    "Which tables are captured can't be read: " + e.getMessage(),
                    "Start the version of RDI that wrote it.",
                    e);
        }
    }

    @Override
    public Set<String> tablesWithStreams() throws InterruptedException {
        try {
            return tables.withStreams();
        } catch (Retry.StoppedException e) {
            throw stopped();
        }
    }

    @Override
    public void save(Map<String, Capture> captures) throws InterruptedException {
        Map<String, String> texts = new HashMap<>();
        captures.forEach((table, capture) -> texts.put(table, capture.toJson()));
        try {
            tables.save(texts);
        } catch (Retry.StoppedException e) {
            throw stopped();
        }
    }

    private static InterruptedException stopped() {
        return new InterruptedException("stopped while the captured tables were looked up or stored");
    }
}
