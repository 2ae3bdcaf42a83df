package dev.rdi.collector;

import dev.rdi.collector.CopyWorker.ReadingMoment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads tables by {@code COPY}, in parts, through several connections that see the same snapshot of the database: the initial
 * sync. No object is made of a value on the way.
 *
 * <p>A process that dies reads only parts that weren't finished again, in a later snapshot. That is right because the changes since
 * the beginning are streamed too, those before the later snapshot in advance and those since then afterwards: a row of a
 * finished part is what it was then, plus its changes in order; and one that moved out of a part that wasn't read into one that
 * was, by an update, is completed from the source wherever the stream has the update without all values (see
 * docs/adr/0011-read-tables-by-copy.md).
 *
 * <p>Confined to the collector's thread; its workers run in threads of their own.
 */
final class CopySnapshot implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CopySnapshot.class);
    private static final long CLOSE_SECONDS = 5;

    private final ExportedSnapshot snapshot;
    private final Map<String, CopyDone> done;
    private final Map<String, CopyDone> news = new HashMap<>();
    private final Set<CopiedTable> rewritten = new LinkedHashSet<>();
    private final Queue<CopyChunk> chunks = new ConcurrentLinkedQueue<>();
    private final CopyQueue rows = new CopyQueue();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final int workers;
    private final ExecutorService threads;
    private int open;

    /**
     * Plans the reading.
     *
     * @param snapshot closed with this
     * @param planned the parts that have to be read
     * @param done what was read before, by table; gets what is read now
     * @param workers how many connections there may be
     */
    CopySnapshot(ExportedSnapshot snapshot, List<CopyChunk> planned, Map<String, CopyDone> done, int workers) {
        this.snapshot = snapshot;
        this.done = done;
        this.chunks.addAll(planned);
        this.open = planned.size();
        this.workers = Math.min(workers, planned.size());
        this.threads = Executors.newFixedThreadPool(workers, CopySnapshot::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "copy");
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to read. */
    void start(SourceDatabase database, ReadingMoment moment) {
        LOG.info("Reading {} parts of tables through {} connections", open, workers);
        for (int i = 0; i < workers; i++) {
            threads.execute(() -> read(database, new CopyWorker(snapshot, moment, chunks, rows)));
        }
    }

    private void read(SourceDatabase database, CopyWorker worker) {
        try (Connection connection = database.connectForData()) {
            connections.add(connection);
            worker.read(connection);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    /** What was read meanwhile; waits a moment if there is nothing. */
    List<CopiedRows> poll() throws SQLException, InterruptedException {
        throwFailure();
        return rows.poll();
    }

    private void throwFailure() throws SQLException {
        Throwable thrown = failure.get();
        if (thrown instanceof SQLException e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    /** Takes note that rows are safe. */
    void confirmed(List<CopiedRows> batch) {
        for (CopiedRows part : batch) {
            rows.confirmed(part);
            switch (part.end()) {
                case NONE -> {}
                case ALL -> finished(part.chunk());
                case REWRITTEN -> {
                    open--;
                    rewritten.add(part.chunk().table());
                }
            }
        }
    }

    private void finished(CopyChunk chunk) {
        open--;
        String table = chunk.table().table().qualifiedName();
        CopyDone parts = done.computeIfAbsent(table, name -> new CopyDone());
        parts.add(chunk);
        news.put(table, parts);
    }

    /** The tables that were written anew meanwhile: their rows have to be read in a later snapshot. */
    List<CopiedTable> rewritten() {
        return List.copyOf(rewritten);
    }

    /** What was read of the tables of which parts were finished since this was asked last. */
    Map<String, CopyDone> news() {
        Map<String, CopyDone> since = Map.copyOf(news);
        news.clear();
        return since;
    }

    boolean isDone() {
        return open == 0;
    }

    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        for (Connection connection : connections) {
            connection.abort(Runnable::run);
        }
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A connection to the source doesn't end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        snapshot.close();
    }
}
