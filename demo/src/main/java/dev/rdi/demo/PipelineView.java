package dev.rdi.demo;

import dev.rdi.app.DataPlane;
import dev.rdi.collector.CollectorStatus;
import dev.rdi.model.RdiException;
import dev.rdi.model.TableId;
import dev.rdi.processor.ProcessorStatistics.Snapshot;
import dev.rdi.redis.Counters;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The numbers of the running pipeline, as the live view shows them. Confined to one thread.
 */
final class PipelineView implements DemoStatistics {

    private final DataPlane dataPlane;
    private final RedisConnection redis;
    private final Keys keys;
    private final String database;
    private final long totalRows;
    private final long startedAt = System.nanoTime();
    private Duration syncTime = Duration.ZERO;
    private boolean synced;
    private Map<String, Counters> atSync = Map.of();

    PipelineView(DataPlane dataPlane, RedisConnection redis, Keys keys, String database, long totalRows) {
        this.dataPlane = dataPlane;
        this.redis = redis;
        this.keys = keys;
        this.database = database;
        this.totalRows = totalRows;
    }

    @Override
    public Sync sync() {
        long rows = synced ? totalRows : processed();
        if (!synced) {
            syncTime = Duration.ofNanos(System.nanoTime() - startedAt);
            boolean streaming = dataPlane
                    .collectorStatus()
                    .filter(status -> status.state() == CollectorStatus.State.STREAMING)
                    .isPresent();
            synced = streaming && rows >= totalRows;
            atSync = synced ? counters() : atSync;
        }
        return new Sync(Math.min(rows, totalRows), totalRows, syncTime, synced);
    }

    @Override
    public List<Table> tables() {
        Map<String, Snapshot> snapshots = dataPlane.statistics().snapshot();
        List<Table> tables = new ArrayList<>();
        for (String name : Shop.TABLES) {
            String stream = stream(name);
            Snapshot snapshot = snapshots.get(stream);
            if (snapshot != null) {
                tables.add(table(name, snapshot, atSync.getOrDefault(stream, Counters.ZERO)));
            }
        }
        return tables;
    }

    private Table table(String name, Snapshot snapshot, Counters before) {
        Counters now = snapshot.counters();
        boolean any = snapshot.liveChanges() > 0;
        return new Table(
                name,
                now.inserted() - before.inserted(),
                now.updated() - before.updated(),
                now.deleted() - before.deleted(),
                now.rejected() - before.rejected(),
                (Long) redis.require("XLEN", stream(name)),
                any ? Optional.of(snapshot.latencyP50()) : Optional.empty(),
                any ? Optional.of(snapshot.latencyP99()) : Optional.empty());
    }

    /** Changes that reached the target since the initial sync. */
    long liveChanges() {
        long before = atSync.values().stream().mapToLong(Counters::total).sum();
        return processed() - before;
    }

    private long processed() {
        return counters().values().stream().mapToLong(Counters::total).sum();
    }

    private Map<String, Counters> counters() {
        Map<String, Counters> counters = new TreeMap<>();
        dataPlane.statistics().snapshot().forEach((stream, snapshot) -> counters.put(stream, snapshot.counters()));
        return counters;
    }

    private String stream(String table) {
        return keys.stream(new TableId("", database, Shop.SCHEMA, table));
    }

    /** What keeps the pipeline from working at the moment. */
    Map<String, RdiException> problems() {
        return dataPlane.problems();
    }
}
