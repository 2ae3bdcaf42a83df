package dev.rdi.transform;

import dev.rdi.model.TableId;
import dev.rdi.transform.output.HashOutput;
import java.util.function.Predicate;

/**
 * The jobs of a pipeline, by table.
 *
 * <p>Thread-safe.
 */
public final class Jobs {

    private final Job fallback;

    private Jobs(Job fallback) {
        this.fallback = fallback;
    }

    /**
     * The job that RDI uses for tables without a job of their own: a hash for each row, under the default key.
     *
     * @param ownsItsKeys see {@link HashOutput}
     */
    public static Jobs defaults(Predicate<TableId> ownsItsKeys) {
        return new Jobs(new Job("default", new HashOutput(ownsItsKeys)));
    }

    public Job jobFor(TableId table) {
        return fallback;
    }
}
