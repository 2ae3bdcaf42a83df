package dev.rdi.benchmarks;

import java.util.List;

/** Something that is measured once in every round. */
interface Measurement {

    /** The names that can be asked for. */
    List<String> NAMES = List.of("control", "snapshot", "drain", "jobs", "debezium", "catch-up", "latency", "hot-row");

    String name();

    /** Measures once: limit, peer and product in turn. */
    void round(Results results) throws Exception;
}
