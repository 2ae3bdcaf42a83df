package dev.rdi.model;

/**
 * What to do at a target, as data: the {@code redis} module turns it into commands, the dry run prints them. Applying
 * one twice leaves the same as once (invariant 5).
 *
 * <p>Immutable as long as nobody changes the arrays, which nobody does: they are handed over.
 */
public sealed interface TargetWrite {

    /**
     * Sets fields of a hash and removes others, at once.
     *
     * @param key the key
     * @param fields name, value, name, value …; never empty
     * @param removed names of the fields that are null now
     */
    record PutHash(byte[] key, byte[][] fields, byte[][] removed) implements TargetWrite {}

    /** Deletes a key, if there is one. */
    record DeleteKey(byte[] key) implements TargetWrite {}

    /**
     * Empties what the pipeline wrote for a table: every hash whose key is {@code prefix} and then something. It is a
     * barrier: all that was written before is done first, nothing that follows overtakes it.
     *
     * @param prefix the literal beginning of the keys, for example {@code customers:id:}
     */
    record ClearTable(String prefix) implements TargetWrite {}
}
