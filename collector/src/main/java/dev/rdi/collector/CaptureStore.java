package dev.rdi.collector;

import java.util.Map;
import java.util.Set;

/**
 * Where is kept which tables are captured, so that a collector notices which are new. Tables are called {@code
 * schema.table}.
 *
 * <p>Called by the collector's thread only. An implementation that can't reach its store waits and tries again.
 */
public interface CaptureStore {

    /** What is known of each table. */
    Map<String, Capture> load() throws InterruptedException;

    /** The tables that have a change stream, for pipelines that are older than this store. */
    Set<String> tablesWithStreams() throws InterruptedException;

    /** Replaces what is known of some tables; returns when it is as safe as an offset is. */
    void save(Map<String, Capture> captures) throws InterruptedException;
}
