package dev.rdi.redis;

/** What a user does about an error reply. */
final class RedisCures {

    private RedisCures() {}

    static String of(RedisError error) {
        return switch (error.code()) {
            case "OOM" -> "raise maxmemory or free memory; work goes on by itself then";
            case "READONLY" -> "the server is a replica: name the primary";
            case "LOADING" -> "the server is loading its data; work goes on by itself when it is ready";
            case "NOAUTH", "WRONGPASS" -> "check user and password of this Redis";
            case "NOPERM" -> "grant the user the command and key that the message names (ACL SETUSER)";
            case "WRONGTYPE" -> "a key of ours holds another type: remove or rename that key";
            case "MISCONF" -> "the server can't save to disk: see its log";
            case "MOVED" ->
                "if this Redis is a cluster, its user must be allowed +cluster|nodes and +asking (ACL SETUSER); else check"
                        + " the cluster's slots with CLUSTER INFO";
            case "CLUSTERDOWN", "ASK", "TRYAGAIN" -> "check the cluster's slots with CLUSTER INFO";
            case "NOJSON" ->
                "this Redis lacks a JSON command: use Redis 8, Redis Stack or the RedisJSON module (JSON.MERGE needs 2.6 of"
                        + " it), or write hashes";
            case "NOCOMMAND" ->
                "this server lacks a command that is needed: use Redis 6.2 or newer, for JSON documents with RedisJSON";
            default -> "see the message of the server";
        };
    }
}
