package dev.rdi.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a connection: it carries the epoch of the leader that made it, so that a successor can tell and end the
 * connections of its predecessors (invariant 7).
 *
 * <p>Immutable.
 */
public record ClientName(String installation, String pipeline, String role, long epoch) {

    private static final Pattern FORM = Pattern.compile("rdi:([^:]+):([^:]+):([^:]+):(\\d{1,18})");

    static Optional<ClientName> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ClientName(
                        matcher.group(1), matcher.group(2), matcher.group(3), Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }

    /** Whether a connection of that name must not act beside one of this name. */
    boolean supersedes(ClientName other) {
        return installation.equals(other.installation)
                && pipeline.equals(other.pipeline)
                && (other.epoch < epoch || (other.epoch == epoch && other.role.equals(role)));
    }

    /** Whether this is a connection of a later leader of the same pipeline. */
    boolean isOfLaterLeader(ClientName other) {
        return installation.equals(other.installation) && pipeline.equals(other.pipeline) && epoch > other.epoch;
    }

    @Override
    public String toString() {
        return "rdi:" + installation + ":" + pipeline + ":" + role + ":" + epoch;
    }
}
