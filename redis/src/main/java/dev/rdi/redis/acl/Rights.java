package dev.rdi.redis.acl;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user must be allowed at a Redis, in groups that are added to each other. It is the one list of all commands that
 * are sent, those inside of scripts too; docs/acl.md shows it, and a test runs a server with these rights and no others.
 *
 * <p>Immutable.
 */
public enum Rights {
    /** The user at the RDI database, for all that one server process does. */
    RDI(Patterns.RDI, """
            ping
            client|setname rdi
            client|id?
            client|list?
            client|kill? ID 0
            cluster|nodes?
            info? memory
            dbsize?
            memory|usage? KEY
            eval 0 0
            multi
            exec
            time
            scan 0
            get KEY
            set KEY v
            del KEY
            unlink KEY
            exists KEY
            type KEY
            expire KEY 1
            pexpire KEY 1
            persist KEY
            hget KEY f
            hset KEY f v
            hsetnx KEY f v
            hmget KEY f
            hgetall KEY
            hdel KEY f
            hexists KEY f
            hkeys KEY
            hlen KEY
            hincrby KEY f 1
            sadd KEY m
            srem KEY m
            smembers KEY
            scard KEY
            sismember KEY m
            rpush KEY v
            lrange KEY 0 0
            xadd KEY * f v
            xread STREAMS KEY 0
            xrange KEY - +
            xrevrange KEY + -
            xlen KEY
            xdel KEY 0-1
            xtrim KEY MAXLEN 0
            xinfo|groups KEY"""),

    /** The user at the RDI database where a pipeline reads streams that something else writes. */
    EXTERNAL(Patterns.EXTERNAL, ""),

    /** The user at the RDI database of a program that writes changes with the source SDK. */
    SOURCE(Patterns.SOURCE, """
            ping
            client|setname rdi
            client|id?
            client|list?
            client|kill? ID 0
            cluster|nodes?
            info? memory
            eval 0 0
            multi
            exec
            time
            get KEY
            set KEY v
            del KEY
            pexpire KEY 1
            hget KEY f
            hset KEY f v
            hmget KEY f
            hgetall KEY
            sadd KEY m
            scard KEY
            xadd KEY * f v
            xlen KEY"""),

    /** The user at a target, whatever is written there. */
    TARGET(List.of("rdi:{*"), """
            ping
            client|setname rdi
            client|id?
            client|list?
            client|kill? ID 0
            cluster|nodes?
            info? memory
            eval 0 0
            multi
            exec
            scan 0
            type KEY
            get KEY
            set KEY v
            del KEY
            unlink KEY
            expire KEY 1
            persist KEY"""),

    /** What a target gets as hashes. */
    HASH(List.of(), """
            hset KEY f v
            hdel KEY f
            hkeys KEY"""),

    /** What a target gets as JSON documents. */
    JSON(List.of(), """
            exists KEY
            json.set KEY $ 0
            json.merge KEY $ 0
            json.del KEY $
            json.type KEY $
            json.objkeys KEY $
            json.objlen KEY $"""),

    /** What a target gets as members of sets. */
    SET(List.of(), """
            sadd KEY m
            srem KEY m"""),

    /** What a target gets as members of sorted sets. */
    SORTED_SET(List.of(), """
            zadd KEY 1 m
            zrem KEY m"""),

    /** What a target gets as entries of streams. */
    STREAM(List.of(), """
            exists KEY
            xadd KEY * f v
            xrange KEY - +
            xinfo|stream KEY"""),

    /** The rest of what a cluster needs. */
    CLUSTER(List.of(), "asking"),

    /** What servers need that sentinels watch. */
    SENTINEL(List.of(), "role?"),

    /** Where a replica has to confirm. */
    WAIT(List.of(), "wait 0 1"),

    /** Where the API may empty a target. */
    FLUSH(List.of("rdi:pipelines", "rdi:users", "rdi:meta"), """
            exists KEY
            flushdb ASYNC""");

    /** One a line. */
    private final String keys;

    /** One a line. */
    private final String rights;

    Rights(List<String> keys, String rights) {
        this.keys = String.join("\n", keys);
        this.rights = rights;
    }

    /** Patterns of keys; those of the rows are the user's own. */
    public List<String> keys() {
        return keys.lines().toList();
    }

    public List<Right> rights() {
        return rights.lines().map(Right::parse).toList();
    }

    /** The rules of ACL SETUSER that grant it: first the keys. */
    public String rules() {
        return Stream.concat(
                        keys().stream().map(key -> "~" + key), rights().stream().map(Right::rule))
                .collect(Collectors.joining(" "));
    }

    // Constants of an enum can't refer to its own fields.
    private static final class Patterns {
        static final List<String> RDI = List.of(
                "rdi:*",
                "data:{rdi:*",
                "schemas:data:{rdi:*",
                "staged:data:{rdi:*",
                "pos:data:{rdi:*",
                "dlq:data:{rdi:*",
                "later:data:{rdi:*");
        static final List<String> SOURCE = List.of(
                "rdi:meta",
                "rdi:{*}:source-*",
                "rdi:{*}:offsets",
                "rdi:{*}:streams",
                "rdi:{*}:bell",
                "data:{rdi:*",
                "schemas:data:{rdi:*",
                "staged:data:{rdi:*");
        static final List<String> EXTERNAL = List.of("data:*", "schemas:*", "staged:*", "pos:*", "dlq:*", "later:*");
    }
}
