package dev.rdi.collector;

/**
 * Removes what a pipeline made at its source. To be called when nothing reads for the pipeline any more: a reader that is
 * left over is ended.
 *
 * <p>What is gone already is no failure, so that it can be repeated; a source that is gone is none either: the result
 * says what it may still have.
 *
 * <p>Thread-safe.
 */
public final class SourceCleanup {

    private final SourceKind kind;

    public SourceCleanup(SourceSettings settings) {
        this.kind = SourceKind.of(settings);
    }

    /** Removes what it can and says what is left. */
    public SourceLeftovers run() throws InterruptedException {
        return kind.cleanUp();
    }
}
