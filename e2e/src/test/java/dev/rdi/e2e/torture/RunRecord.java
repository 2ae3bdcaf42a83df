package dev.rdi.e2e.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run did, for the report.
 *
 * <p>Confined to one thread.
 */
final class RunRecord {

    private final long seed;
    private final String title;
    private final Map<Misfortune, Integer> injected = new TreeMap<>(Comparator.comparing(Misfortune::order));
    private final long started = System.nanoTime();
    private int rounds;
    private int legs;
    private long transactions;
    private long changes;
    private long reads;
    private long redelivered;
    private int comparisons;
    private int violations;

    /** Begins a record that will be a part of the report, under a title. */
    RunRecord(String title, long seed) {
        this.title = title;
        this.seed = seed;
    }

    void roundBegins(List<Misfortune> drawn) {
        rounds++;
        System.out.printf(
                "torture: %4d s, round %d: %s%n",
                elapsed().toSeconds(),
                rounds,
                drawn.stream().map(Misfortune::text).toList());
    }

    void injected(Misfortune fault) {
        injected.merge(fault, 1, Integer::sum);
    }

    void compared() {
        comparisons++;
    }

    void violations(int count) {
        violations += count;
    }

    /** Adds what a leg did, when it is over. */
    void legEnds(Site rig, Load load, VersionWatch watch) {
        legs++;
        transactions += load.transactions();
        changes += rig.rdiStore().matching("data:*").stream()
                .mapToLong(stream -> Counts.appended(rig, stream))
                .sum();
        reads += watch.reads();
        redelivered += watch.redelivered();
    }

    long transactions() {
        return transactions;
    }

    long reads() {
        return reads;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** The report as Markdown. */
    String report() {
        StringBuilder text = new StringBuilder("""
                %s

                | | |
                |---|---|
                | violations | %d |
                | faults injected | %d, of %d kinds, in %d rounds |
                | duration | %d s |
                | seed (`-Drdi.seed`) | %d |
                | times all servers began anew | %d |
                | transactions of the application | %d |
                | entries in the change streams | %d |
                | comparisons of everything | %d |
                | versions read at the target meanwhile | %d |
                | of them, back within a redelivery | %d |

                | fault | times |
                |---|---|
                """.formatted(
                        title,
                        violations,
                        injected.values().stream().mapToInt(Integer::intValue).sum(),
                        injected.size(),
                        rounds,
                        elapsed().toSeconds(),
                        seed,
                        legs,
                        transactions,
                        changes,
                        comparisons,
                        reads,
                        redelivered));
        injected.forEach((fault, times) -> text.append("| %s | %d |%n".formatted(fault.text(), times)));
        return text.toString();
    }

    static void write(Path file, String report) {
        try {
            Files.writeString(file, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
