package dev.rdi.e2e.torture;

import java.util.Map;

/** Whether jobs are in place. Only without them a truncate can tell a table's keys from others, and removes them. */
enum Shape {
    /** Every table becomes hashes under RDI's default keys. */
    PLAIN,
    /** Some tables become other data types, under keys of their own. */
    JOBS;

    static Shape of(long seed) {
        return seed % 3 == 0 ? PLAIN : JOBS;
    }

    /** The text of each job by the name of its file. */
    Map<String, String> jobs() {
        return this == PLAIN ? Map.of() : Shop.JOBS;
    }
}
