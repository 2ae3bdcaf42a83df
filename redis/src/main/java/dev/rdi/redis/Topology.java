package dev.rdi.redis;

import java.util.List;

/**
 * What else than host and port says where a Redis is: further servers to ask, and whether they are sentinels. A cluster
 * needs nothing of it: it is recognised when a server is asked.
 *
 * <p>Immutable.
 *
 * @param seeds all servers that can be asked, the one of the address too; empty if that is the only one
 * @param master the name of the master that the seeds, which are sentinels then, watch; empty if they are none
 */
record Topology(List<Endpoint> seeds, String master) {

    static final Topology ONE = new Topology(List.of(), "");

    Topology {
        seeds = List.copyOf(seeds);
    }

    boolean isSentinel() {
        return !master.isEmpty();
    }
}
