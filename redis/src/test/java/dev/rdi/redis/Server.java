package dev.rdi.redis;

import dev.rdi.embedded.RedisServer;
import dev.rdi.testing.SharedServers;

/** The kinds of server that every test of this module runs against. */
public enum Server {
    STANDALONE,
    CLUSTER;

    public RedisAddress fresh() {
        RedisServer server = this == STANDALONE ? SharedServers.freshRedis() : SharedServers.freshClusterRedis();
        return new RedisAddress("127.0.0.1", server.port());
    }
}
