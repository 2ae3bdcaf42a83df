package dev.rdi.benchmarks;

import java.sql.SQLException;

/** A program that moves a table into Redis, snapshot first, then changes. */
interface Contender {

    /** Its name in the report. */
    String name();

    /** Starts its process for a table; it goes on where an earlier process ended. */
    JavaProcess start(Table table);

    /** How many records of the table, rows and changes alike, have arrived for good. */
    long delivered(Table table);

    /**
     * Looks whether what arrived is right, after everything was delivered.
     *
     * @throws IllegalStateException if it isn't
     */
    void check(Table table, long records) throws SQLException;
}
