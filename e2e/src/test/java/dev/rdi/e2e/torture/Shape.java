package dev.rdi.e2e.torture;

import java.util.Map;

/** Whether jobs are in place. Only without them a truncate can tell a table's keys from others, and removes them. */
enum Shape {
    /** Every table becomes hashes under RDI's default keys. */
    PLAIN(Map.of()),
    /** Some tables become other data types, under keys of their own. */
    JOBS(Shop.JOBS);

    private final Map<String, String> jobs;

    Shape(Map<String, String> jobs) {
        this.jobs = jobs;
    }

    static Shape of(long seed) {
        return seed % 3 == 0 ? PLAIN : JOBS;
    }

    /** The text of each job by the name of its file. */
    Map<String, String> jobs() {
        return jobs;
    }
}
