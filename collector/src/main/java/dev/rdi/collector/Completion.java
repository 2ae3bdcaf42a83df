package dev.rdi.collector;

import dev.rdi.model.TableSchema;
import org.apache.kafka.connect.data.Struct;

/**
 * Fills in the large values that the source left out of a row under a new key, where no target has them.
 *
 * <p>Confined to one thread.
 */
@FunctionalInterface
interface Completion {

    /**
     * The row with as many of its values as can be had.
     *
     * @param row as Debezium gave it
     * @param packed the same, packed
     * @return packed, with the values that were unavailable
     */
    byte[] complete(TableSchema table, Struct row, RowEncoder encoder, byte[] packed);

    /** Says whether there will be much to complete. */
    default void expectMany(boolean many) {}
}
