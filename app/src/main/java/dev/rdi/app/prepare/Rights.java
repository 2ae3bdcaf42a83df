package dev.rdi.app.prepare;

import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether the user of a connection may send what RDI sends. Redis checks a right when a command is queued in a
 * transaction; so the commands are queued, and the transaction is thrown away.
 *
 * <p>Stateless.
 */
final class Rights {

    private static final String KEY = "rdi:{probe}";

    /** By command; those that can't stand in a transaction, or that one topology alone has, are left out. */
    private static final List<List<String>> COMMANDS = List.of(
            List.of("CLIENT", "LIST"),
            List.of("CLIENT", "SETNAME", "rdi"),
            List.of("DBSIZE"),
            List.of("DEL", KEY),
            List.of("EVAL", "return 1", "1", KEY),
            List.of("EVALSHA", "0000000000000000000000000000000000000000", "1", KEY),
            List.of("EXISTS", KEY),
            List.of("EXPIRE", KEY, "1"),
            List.of("GET", KEY),
            List.of("HDEL", KEY, "f"),
            List.of("HGET", KEY, "f"),
            List.of("HGETALL", KEY),
            List.of("HINCRBY", KEY, "f", "1"),
            List.of("HKEYS", KEY),
            List.of("HMGET", KEY, "f"),
            List.of("HSET", KEY, "f", "v"),
            List.of("HSETNX", KEY, "f", "v"),
            List.of("INFO", "memory"),
            List.of("LRANGE", KEY, "0", "-1"),
            List.of("PEXPIRE", KEY, "1"),
            List.of("PING"),
            List.of("RPUSH", KEY, "v"),
            List.of("SADD", KEY, "m"),
            List.of("SCAN", "0"),
            List.of("SET", KEY, "v"),
            List.of("SISMEMBER", KEY, "m"),
            List.of("SMEMBERS", KEY),
            List.of("SREM", KEY, "m"),
            List.of("TIME"),
            List.of("TYPE", KEY),
            List.of("UNLINK", KEY),
            List.of("XADD", KEY, "*", "f", "v"),
            List.of("XADD", "data:{rdi:probe}", "*", "f", "v"),
            List.of("XADD", "dlq:data:{rdi:probe}", "*", "f", "v"),
            List.of("HSET", "pos:data:{rdi:probe}", "f", "v"),
            List.of("HSET", "schemas:data:{rdi:probe}", "f", "v"),
            List.of("XLEN", KEY),
            List.of("XRANGE", KEY, "-", "+"),
            List.of("XREVRANGE", KEY, "+", "-"),
            List.of("XTRIM", KEY, "MAXLEN", "1"));

    private Rights() {}

    static Check look(RedisConnection redis) {
        Object begun = redis.call("MULTI");
        if (begun instanceof RedisError error) {
            return missing(redis, List.of("multi: " + error.message()));
        }
        List<String> refused = new ArrayList<>();
        for (List<String> command : COMMANDS) {
            String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
            if (redis.call(command.get(0), arguments) instanceof RedisError error
                    && error.code().equals("NOPERM")) {
                refused.add(name(command) + ": " + error.message());
            }
        }
        redis.call("DISCARD");
        return refused.isEmpty()
                ? Check.ok("redis.rights", "rights", "all commands and keys that RDI needs")
                : missing(redis, refused);
    }

    private static String name(List<String> command) {
        return command.get(0).equals("CLIENT") ? "client|" + command.get(1) : command.get(0);
    }

    private static Check missing(RedisConnection redis, List<String> refused) {
        String user =
                redis.address().user().isEmpty() ? "default" : redis.address().user();
        return Check.error(
                "redis.rights",
                "rights",
                "the user " + user + " may not send " + String.join("; ", refused),
                "give the rights that docs/acl.md lists, for example with ACL SETUSER " + user + " …");
    }
}
