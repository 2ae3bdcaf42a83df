package dev.rdi.processor;

import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.Rejection;
import dev.rdi.redis.RedisError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The writes of a batch in stream order, and which records each belongs to, so that a refused write rejects its records
 * and no other (edge case R1).
 *
 * <p>Confined to one thread.
 */
final class WritePlan {

    private final boolean coalesces;
    private List<TargetedWrite> writes = new ArrayList<>();
    private List<List<Owner>> owners = new ArrayList<>();
    private int planned;

    /** The record that a write comes from. */
    record Owner(List<PendingRecord> records, int index) {}

    /**
     * Begins a plan.
     *
     * @param coalesces whether several states of one key become one
     */
    WritePlan(boolean coalesces) {
        this.coalesces = coalesces;
    }

    /** Adds the writes of a stream's records. */
    void add(List<PendingRecord> records) {
        for (int i = 0; i < records.size(); i++) {
            List<Owner> owner = List.of(new Owner(records, i));
            for (TargetedWrite write : records.get(i).outcome().writes()) {
                writes.add(write);
                owners.add(owner);
            }
        }
    }

    /** What is to be written; to be called when everything was added. */
    List<TargetedWrite> writes() {
        planned = writes.size();
        if (coalesces) {
            Coalescer coalesced = Coalescer.of(writes, owners);
            writes = coalesced.writes();
            owners = coalesced.owners();
        }
        return writes;
    }

    /** How many writes went into others. */
    int coalesced() {
        return planned - writes.size();
    }

    /** Turns the outcome of the records of refused writes into rejections; what else was written of them stays known. */
    void reject(Map<Integer, RedisError> refused) {
        refused.forEach((write, error) -> owners.get(write).forEach(owner -> reject(owner, writes.get(write), error)));
    }

    private static void reject(Owner owner, TargetedWrite refused, RedisError error) {
        PendingRecord record = owner.records().get(owner.index());
        List<TargetedWrite> done = record.outcome().writes().stream()
                .filter(write -> !isSamePlace(write, refused))
                .toList();
        Rejection rejection = record.outcome() instanceof Rejected before
                ? before.rejection()
                : new Rejection(code(error), error.message(), job(record, refused), "write");
        owner.records().set(owner.index(), record.with(new Rejected(rejection, done)));
    }

    /** The job of this record: another one may have wanted the first of several writes that became one. */
    private static String job(PendingRecord record, TargetedWrite refused) {
        return record.outcome().writes().stream()
                .filter(write -> isSamePlace(write, refused))
                .map(TargetedWrite::job)
                .findFirst()
                .orElse(refused.job());
    }

    /** What is written may be a coalesced write; its place tells. */
    private static boolean isSamePlace(TargetedWrite one, TargetedWrite other) {
        return one.target().equals(other.target())
                && Arrays.equals(one.write().key(), other.write().key());
    }

    private static String code(RedisError error) {
        return error.code().equals("WRONGTYPE") ? "target.wrong-type" : "target.refused";
    }
}
