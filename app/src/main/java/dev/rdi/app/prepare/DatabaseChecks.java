package dev.rdi.app.prepare;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a Redis can serve as RDI database of an installation (edge cases R57, R60), and makes it that. Stateless. */
public final class DatabaseChecks {

    private DatabaseChecks() {}

    /**
     * Everything that can be looked at, on every node. Nothing is changed.
     *
     * @throws RdiException if it can't be reached
     */
    public static List<Check> look(RedisAddress address, String installation) {
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            List<Check> checks = new ArrayList<>();
            for (RedisConnection node : redis.nodes()) {
                checks.addAll(new ServerChecks(node).all());
                checks.add(Rights.look(node));
            }
            checks.add(new Ownership(redis, installation).look());
            return checks;
        }
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
            switch (check.result()) {
                case OK -> {}
                case WARNING -> warnings.add("RDI database: " + check.what() + "; " + check.cure());
                case ERROR -> throw new RdiException(ErrorKind.CONFIG, check.code(), check.what(), check.cure());
            }
        }
        claim(address, installation);
        return warnings;
    }
}
