package dev.rdi.e2e.torture;

import dev.rdi.e2e.RedisKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run did, for the report.
 *
 * <p>Confined to one thread.
 */
final class RunRecord {

    private final long seed;
    private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
    private final long started = System.nanoTime();
    private int rounds;
    private int legs;
    private long transactions;
    private long changes;
    private long reads;
    private long redelivered;
    private int comparisons;
    private int violations;

    RunRecord(long seed) {
        this.seed = seed;
    }

    void roundBegins(List<Fault> drawn) {
        rounds++;
        System.out.printf("torture: %4d s, round %d: %s%n", elapsed().toSeconds(), rounds, drawn);
    }

    void injected(Fault fault) {
        injected.merge(fault, 1, Integer::sum);
    }

    void compared() {
        comparisons++;
    }

    void violations(int count) {
        violations += count;
    }

    /** Adds what a leg did, when it is over. */
    void legEnds(Rig rig, Load load, VersionWatch watch) {
        legs++;
        transactions += load.transactions();
        changes += RedisKeys.matching(rig.rdi(), "data:*").stream()
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
                # Torture

                Written by a run of the torture suite (`./mvnw -Ptorture verify`, for 30 minutes with `-Pfull`); what it does and
                checks is in [guarantees](guarantees.md#the-torture-suite).

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
