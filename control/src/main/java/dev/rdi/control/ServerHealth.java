package dev.rdi.control;

/**
 * How a server does.
 *
 * <p>Immutable.
 *
 * @param working whether all threads that look after pipelines do their rounds
 */
public record ServerHealth(boolean working, LeaderElection leaderElection) {

    /** Which part a server has. */
    public enum LeaderElection {
        /** It has no operator. */
        DISABLED,
        /** It leads a pipeline. */
        LEADER,
        /** It leads none. */
        FOLLOWER
    }
}
