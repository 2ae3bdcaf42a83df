package dev.rdi.app.prepare;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import java.util.List;

/**
 * Whose an RDI database is, and the format of what it holds (edge case R57): the hash {@code rdi:meta}.
 *
 * <p>Immutable; the connection is the caller's.
 */
final class Ownership {

    /** The format of everything that is stored; a later one is not for this version. */
    private static final int FORMAT = 1;

    /** Writes down whose database it is, if nobody has; format and installation come back as they are. */
    private static final String CLAIM = """
            redis.call('HSETNX', KEYS[1], 'format', ARGV[1])
            redis.call('HSETNX', KEYS[1], 'installation', ARGV[2])
            return redis.call('HMGET', KEYS[1], 'format', 'installation')
            """;

    private final RedisConnection redis;
    private final String installation;

    Ownership(RedisConnection redis, String installation) {
        this.redis = redis;
        this.installation = installation;
    }

    /** Looks, and changes nothing. */
    Check look() {
        List<?> meta = (List<?>) redis.require("HMGET", Keys.meta(), "format", "installation");
        if (RedisConnection.isNil(meta.get(1))) {
            return unclaimed();
        }
        return judge(RedisConnection.text(meta.get(0)), RedisConnection.text(meta.get(1)));
    }

    private Check unclaimed() {
        long keys = 0;
        for (RedisConnection node : redis.nodes()) {
            keys += node.call("DBSIZE") instanceof Long size ? size : 0;
        }
        return keys == 0
                ? Check.ok("rdi.installation", "installation", "none yet, and no keys")
                : Check.warning(
                        "rdi.foreign-keys",
                        "installation",
                        "none yet, but " + keys + " keys of others",
                        "give RDI a Redis of its own, so that nothing else fills or empties it");
    }

    /**
     * Makes it the installation's own, for ever.
     *
     * @throws RdiException CONFIG if it is another one's, or of a later version
     */
    void claim() {
        List<?> reply = (List<?>) redis.require("EVAL", CLAIM, "1", Keys.meta(), String.valueOf(FORMAT), installation);
        Check check = judge(RedisConnection.text(reply.get(0)), RedisConnection.text(reply.get(1)));
        if (check.result() == Check.Result.ERROR) {
            throw new RdiException(ErrorKind.CONFIG, check.code(), check.what(), check.cure());
        }
    }

    private Check judge(String format, String owner) {
        if (!owner.equals(installation)) {
            return Check.error(
                    "rdi.installation",
                    "installation",
                    "the RDI database at " + redis.address() + " belongs to the installation " + owner + ", not to "
                            + installation,
                    "write --installation " + owner + ", or give this installation an RDI database of its own");
        }
        if (!format.matches("\\d{1,9}") || Integer.parseInt(format) > FORMAT) {
            return Check.error(
                    "rdi.format",
                    "format",
                    "what the RDI database at " + redis.address() + " holds was written by a later version (format "
                            + format + ")",
                    "use that version, or a later one");
        }
        return Check.ok("rdi.installation", "installation", owner + ", format " + format);
    }
}
