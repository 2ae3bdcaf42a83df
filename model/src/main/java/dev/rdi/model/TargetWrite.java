package dev.rdi.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What to do at a target, as data: the {@code redis} module turns it into commands, the dry run prints them. Applying
 * one twice leaves the same as once (invariant 5), an {@link Append} without an id excepted.
 *
 * <p>Immutable as long as nobody changes the arrays, which nobody does: they are handed over.
 */
public sealed interface TargetWrite {

    /** The key that is written to; for {@link ClearTable} the prefix of those that go. */
    byte[] key();

    /**
     * Sets fields of a hash and removes others, at once.
     *
     * @param key the key
     * @param fields name, value, name, value …; empty only if nothing has a value
     * @param removed names of the fields that are null now
     * @param kept names of fields that stay although they aren't given; they matter only if {@code whole}
     * @param whole whether {@code fields} and {@code kept} are the exact content: whatever else is in the hash goes
     */
    record PutHash(byte[] key, byte[][] fields, byte[][] removed, byte[][] kept, boolean whole, Expiry expiry)
            implements TargetWrite {}

    /**
     * Makes a JSON document exactly this.
     *
     * @param document JSON text
     */
    record PutJson(byte[] key, byte[] document, Expiry expiry) implements TargetWrite {}

    /**
     * Makes the root of a JSON document exactly the given fields and those that are kept as they are; a missing
     * document is made.
     *
     * @param fields name, JSON text, name, JSON text …
     * @param kept names of fields that stay although they aren't given
     */
    record PutJsonFields(byte[] key, byte[][] fields, byte[][] kept, Expiry expiry) implements TargetWrite {}

    /**
     * Merges a patch into a JSON document with the target's own command; a missing document is made.
     *
     * @param patch JSON text of an object (RFC 7396: null removes a field)
     * @param hasNulls whether there is a null in the patch, also deep inside
     */
    record MergeJson(byte[] key, byte[] patch, boolean hasNulls, Expiry expiry) implements TargetWrite {}

    /**
     * Changes places in a JSON document, in order and all at once.
     *
     * @param edits never empty; before a place is put, edits make the objects that lead to it
     */
    record EditJson(byte[] key, List<JsonEdit> edits, Expiry expiry) implements TargetWrite {}

    /** One change inside a JSON document; its place is told by the names that lead there from the root. */
    sealed interface JsonEdit {

        byte[][] path();

        /** Makes the place an object, unless it is one; at the root it makes the document. */
        record MakeObject(byte[][] path) implements JsonEdit {}

        /**
         * Sets the place, whatever was there.
         *
         * @param value JSON text
         */
        record Put(byte[][] path, byte[] value) implements JsonEdit {}

        /** Removes the place, if there is one. */
        record Remove(byte[][] path) implements JsonEdit {}
    }

    /**
     * Takes an entry out of a map inside a JSON document. The document goes with its last owner: if nothing but other
     * tables' empty maps is left in it.
     *
     * @param path the names that lead from the root to the map, outermost first
     * @param entry the name of the entry
     * @param maps the paths of all maps that other tables nest into this document, {@code path} among them
     */
    record RemoveNested(byte[] key, byte[][] path, byte[] entry, byte[][][] maps) implements TargetWrite {}

    /**
     * Takes the parent row out of a JSON document that others nest into: all fields go but the maps, and the document
     * with them if the maps are empty or missing.
     *
     * @param maps the paths of the maps
     */
    record RemoveParent(byte[] key, byte[][][] maps) implements TargetWrite {}

    /** Adds a member to a set. */
    record AddMember(byte[] key, byte[] member, Expiry expiry) implements TargetWrite {}

    /** Removes a member of a set. */
    record RemoveMember(byte[] key, byte[] member) implements TargetWrite {}

    /**
     * Adds a member to a sorted set, or gives it another score.
     *
     * @param score a number in plain decimal notation
     */
    record PutScore(byte[] key, byte[] member, byte[] score, Expiry expiry) implements TargetWrite {}

    /** Removes a member of a sorted set. */
    record RemoveScore(byte[] key, byte[] member) implements TargetWrite {}

    /**
     * Appends an entry to a stream.
     *
     * @param fields name, value, name, value …; never empty
     * @param id that of the entry; with it a repetition appends nothing. Without it the target chooses one, and a
     *     repetition appends again
     */
    record Append(byte[] key, byte[][] fields, Optional<EntryId> id, Expiry expiry) implements TargetWrite {}

    /** Sets a string. */
    record PutString(byte[] key, byte[] value, Expiry expiry) implements TargetWrite {}

    /** Gives a key, if there is one, another time to live; nothing else is to be written to it. */
    record SetExpiry(byte[] key, Expiry expiry) implements TargetWrite {}

    /**
     * Deletes a key, if there is one.
     *
     * @param dataType what job files call the type that it should have, for people; any type is deleted
     */
    record DeleteKey(byte[] key, String dataType) implements TargetWrite {}

    /**
     * Empties what the pipeline wrote for a table: every key of a type that begins with {@code prefix}. It is a
     * barrier: all that was written before is done first, nothing that follows overtakes it.
     *
     * @param prefix the literal beginning of the keys, for example {@code customers:id:}
     * @param type the keys' type as Redis names it in TYPE, for example {@code hash} or {@code ReJSON-RL}
     */
    record ClearTable(String prefix, String type) implements TargetWrite {
        @Override
        public byte[] key() {
            return prefix.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * What becomes of the key's time to live, in the same round trip as the write.
     *
     * @param seconds a positive number, or that of {@link #UNCHANGED} or {@link #NEVER}
     */
    record Expiry(long seconds) {
        /**
         * No {@code expire} is configured, so nothing is said about it: it stays, except where Redis ends it because
         * the whole value is replaced (a string, a document, a hash with {@code on_update: replace}).
         */
        public static final Expiry UNCHANGED = new Expiry(-1);
        /** The key has none from now on. */
        public static final Expiry NEVER = new Expiry(0);
    }
}
