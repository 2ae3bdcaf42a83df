package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.Optional;

/** Whether this process may act for the pipeline (invariant 7). Thread-safe. */
public interface Leadership {

    /** Whether the lease is certainly still ours. */
    boolean isHeld();

    /** What a new connection of this leader is called. */
    ClientName clientName(String role);

    /** Ends it at once: another process leads. */
    default void depose() {}

    /**
     * Is told with each new connection whether its server let us end those of former leaders.
     *
     * @param role what the connection is for
     * @param problem why it didn't, if it didn't
     */
    default void fenced(RedisAddress server, String role, Optional<RdiException> problem) {}

    /**
     * Ends work that only a leader may do.
     *
     * @throws RdiException FATAL if the lease may belong to somebody else
     */
    default void require() {
        if (!isHeld()) {
            throw new RdiException(
                    ErrorKind.FATAL,
                    "lease.lost",
                    "this process doesn't lead the pipeline any more",
                    "nothing to do: another one has taken over, this one waits as standby");
        }
    }
}
