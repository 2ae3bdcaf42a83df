package dev.rdi.collector;

import dev.rdi.model.RdiException;
import java.util.List;
import java.util.Optional;

/**
 * What a pipeline still has at its source after a {@link SourceCleanup}.
 *
 * <p>Immutable.
 *
 * @param left what couldn't be removed, or may not be
 * @param failure why, if trying again may help
 */
public record SourceLeftovers(List<Leftover> left, Optional<RdiException> failure) {

    public SourceLeftovers {
        left = List.copyOf(left);
    }

    /**
     * One thing at the source.
     *
     * @param what it is, for example {@code replication slot rdi_default_default_1a2b3c4d}
     * @param sql the statement that removes it
     */
    public record Leftover(String what, String sql) {}

    /** Whether the source has nothing of the pipeline any more, and holds back no log for it. */
    public boolean isEmpty() {
        return left.isEmpty();
    }
}
