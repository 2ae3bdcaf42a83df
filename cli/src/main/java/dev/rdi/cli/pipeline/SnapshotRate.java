package dev.rdi.cli.pipeline;

import dev.rdi.cli.TimeSpan;
import java.time.Duration;
import java.util.Optional;

/** How fast tables are read, from looking twice. Confined to one thread. */
final class SnapshotRate {
    private static final double SECOND = 1e9;

    private Optional<SnapshotProgress> first = Optional.empty();
    private long since;

    /** How far it is, with rows a second and the time that is left, as soon as that can be told. */
    String text(SnapshotProgress progress, long nanoTime) {
        if (first.isEmpty() || first.get().rows() > progress.rows()) {
            first = Optional.of(progress);
            since = nanoTime;
        }
        double seconds = (nanoTime - since) / SECOND;
        long read = progress.rows() - first.get().rows();
        if (progress.isDone() || seconds < 1 || read == 0) {
            return progress.text();
        }
        double rate = read / seconds;
        String left = TimeSpan.text(Duration.ofSeconds(Math.max(1, (long) (progress.left() / rate))));
        return progress.text()
                + ", %,.0f rows/s".formatted(rate)
                + (progress.left() == 0 ? "" : ", about " + left + " left");
    }
}
