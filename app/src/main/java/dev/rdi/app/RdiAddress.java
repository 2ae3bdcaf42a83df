package dev.rdi.app;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import org.jspecify.annotations.Nullable;

/** Options that several commands have in common, checked. Stateless. */
final class RdiAddress {

    private static final String NAME = "[A-Za-z0-9_-]{1,64}";

    private RdiAddress() {}

    /** The RDI database that {@code --rdi} names. */
    static RedisAddress of(@Nullable String url) {
        if (url == null || url.isBlank()) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.rdi-missing",
                    "no RDI database is given",
                    "write --rdi redis://HOST:PORT, or set RDI_REDIS_URL");
        }
        return RedisAddress.parse(url);
    }

    static void requireName(String option, String name) {
        if (!name.matches(NAME)) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.name",
                    option + " is not a name: " + name,
                    "use up to 64 letters, digits, - and _");
        }
    }
}
