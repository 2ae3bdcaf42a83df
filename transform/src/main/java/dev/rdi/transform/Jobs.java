package dev.rdi.transform;

import dev.rdi.expression.Evaluation;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.TableId;
import dev.rdi.transform.output.HashOutput;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The jobs of a pipeline, by table.
 *
 * <p>Thread-safe.
 */
public final class Jobs {

    private final Function<TableId, List<Job>> find;
    private final Warnings warnings = new Warnings();
    private final Map<TableId, List<Job>> byTable = new ConcurrentHashMap<>();

    /**
     * Puts jobs together.
     *
     * @param find the jobs of a table in the order in which they run, at least one; asked once for each table
     */
    public Jobs(Function<TableId, List<Job>> find) {
        this.find = find;
    }

    /**
     * The job that RDI uses for tables without a job of their own: a hash for each row, under the default key.
     *
     * @param target the name of the target
     * @param ownsItsKeys see {@link HashOutput}
     */
    public static Jobs defaults(String target, Predicate<TableId> ownsItsKeys) {
        List<Job> jobs = List.of(Job.of("default", new HashOutput(target, ownsItsKeys)));
        return new Jobs(table -> jobs);
    }

    /** Sends an event through the jobs of its table. */
    public EventRun start(ChangeEvent event, Evaluation evaluation) {
        return start(event, evaluation, StepListener.NONE);
    }

    /** Sends an event through the jobs of its table, and lets somebody watch. */
    public EventRun start(ChangeEvent event, Evaluation evaluation, StepListener listener) {
        List<Job> jobs = byTable.computeIfAbsent(event.table(), find);
        return new EventRun(jobs, event, evaluation, listener, warnings);
    }
}
