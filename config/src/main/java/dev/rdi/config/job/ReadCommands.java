package dev.rdi.config.job;

import dev.rdi.config.bind.NearestName;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The commands of Redis that change nothing, which are those that a lookup may run.
 *
 * <p>Immutable; it has no state.
 */
final class ReadCommands {
    private static final Set<String> NAMES = Set.of(("BITCOUNT BITPOS DUMP EXISTS EXPIRETIME GEODIST GEOHASH GEOPOS"
                    + " GEOSEARCH GET GETBIT GETRANGE HEXISTS HGET HGETALL HKEYS HLEN HMGET HRANDFIELD HSTRLEN HVALS"
                    + " JSON.ARRINDEX JSON.ARRLEN JSON.GET JSON.MGET JSON.OBJKEYS JSON.OBJLEN JSON.STRLEN JSON.TYPE"
                    + " LCS LINDEX LLEN LPOS LRANGE MGET PEXPIRETIME PTTL SCARD SDIFF SINTER SINTERCARD SISMEMBER"
                    + " SMEMBERS SMISMEMBER SRANDMEMBER STRLEN SUBSTR SUNION TTL TYPE XLEN XRANGE XREVRANGE ZCARD"
                    + " ZCOUNT ZDIFF ZINTER ZINTERCARD ZLEXCOUNT ZMSCORE ZRANDMEMBER ZRANGE ZRANGEBYLEX ZRANGEBYSCORE"
                    + " ZRANK ZREVRANGE ZREVRANGEBYLEX ZREVRANGEBYSCORE ZREVRANK ZSCORE ZUNION")
            .split(" "));

    private ReadCommands() {}

    static boolean contains(String command) {
        return NAMES.contains(command.toUpperCase(Locale.ROOT));
    }

    /** The one that was probably meant by a mistyped name: a short name is near to too many. */
    static Optional<String> nearest(String command) {
        return command.length() < 4 ? Optional.empty() : NearestName.of(command, new TreeSet<>(NAMES));
    }
}
