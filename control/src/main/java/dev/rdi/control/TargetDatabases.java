package dev.rdi.control;

import dev.rdi.config.TargetConnection;
import dev.rdi.redis.RedisAddress;

/** Knows where targets are. Thread-safe. */
@FunctionalInterface
public interface TargetDatabases {

    /**
     * The address of a target.
     *
     * @param connection with its references replaced
     * @throws dev.rdi.model.RdiException if it can't be reached as it is configured
     */
    RedisAddress address(TargetConnection connection);
}
