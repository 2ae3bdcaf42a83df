package dev.rdi.app.prepare;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.acl.Rights;
import dev.rdi.redis.acl.RightsCheck;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a Redis can serve as RDI database of an installation (edge cases R57, R60), and makes it that. Stateless. */
public final class DatabaseChecks {

    private static final String RIGHTS = "redis.rights.missing";

    private DatabaseChecks() {}

    /**
     * Everything that can be looked at, on every node. Nothing is changed.
     *
     * @throws RdiException if it can't be reached
     */
    public static List<Check> look(RedisAddress address, String installation) {
        List<Check> checks = new ArrayList<>();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            for (RedisConnection node : redis.nodes()) {
                checks.addAll(new ServerChecks(node).all());
            }
            checks.add(new Ownership(redis, installation).look());
        }
        // It leaves a connection that is good for nothing else.
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            checks.add(rights(redis));
        }
        return checks;
    }

    /** What the user of an RDI database must be allowed, whatever the pipelines do. */
    public static List<Rights> rightsOf(RedisConnection redis) {
        return redis.nodes().size() > 1 ? List.of(Rights.RDI, Rights.CLUSTER) : List.of(Rights.RDI);
    }

    private static Check rights(RedisConnection redis) {
        return new RightsCheck(rightsOf(redis), List.of(), Keys.meta())
                .look(redis)
                .map(missing -> Check.error(RIGHTS, "rights", missing.what(), missing.cure()))
                .orElse(Check.ok(RIGHTS, "rights", "all commands and keys that RDI needs"));
    }

    /**
     * Makes it the RDI database of the installation.
     *
     * @throws RdiException CONFIG if it is another one's, or of a later version
     */
    public static void claim(RedisAddress address, String installation) {
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            new Ownership(redis, installation).claim();
        }
    }

    /**
     * Begins to use it; what a user should know comes back, a line each.
     *
     * @throws RdiException if it can't be reached, or can't serve
     */
    public static List<String> begin(RedisAddress address, String installation) {
        List<String> warnings = new ArrayList<>();
        for (Check check : look(address, installation)) {
            // A right may be granted while it runs.
            boolean fatal =
                    check.result() == Check.Result.ERROR && !check.code().equals(RIGHTS);
            if (fatal) {
                throw new RdiException(ErrorKind.CONFIG, check.code(), check.what(), check.cure());
            }
            if (check.result() != Check.Result.OK) {
                warnings.add("RDI database: " + check.what() + "; " + check.cure());
            }
        }
        claim(address, installation);
        return warnings;
    }
}
