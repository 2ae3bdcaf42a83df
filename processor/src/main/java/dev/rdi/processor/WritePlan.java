package dev.rdi.processor;

import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.Rejection;
import dev.rdi.redis.RedisError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The writes of a batch in stream order, and which record each belongs to, so that a refused write rejects its record
 * and no other (edge case R1).
 *
 * <p>Confined to one thread.
 */
final class WritePlan {

    private final List<TargetedWrite> writes = new ArrayList<>();
    private final List<Owner> owners = new ArrayList<>();

    private record Owner(List<PendingRecord> records, int index) {}

    void add(List<PendingRecord> records) {
        for (int i = 0; i < records.size(); i++) {
            for (TargetedWrite write : records.get(i).outcome().writes()) {
                writes.add(write);
                owners.add(new Owner(records, i));
            }
        }
    }

    List<TargetedWrite> writes() {
        return writes;
    }

    /** Turns the outcome of the records of refused writes into rejections. */
    void reject(Map<Integer, RedisError> refused) {
        refused.forEach((write, error) -> {
            Owner owner = owners.get(write);
            Rejection rejection = new Rejection(code(error), error.message(), "", "write");
            PendingRecord record = owner.records().get(owner.index());
            if (!(record.outcome() instanceof Rejected)) {
                owner.records().set(owner.index(), record.with(new Rejected(rejection, List.of())));
            }
        });
    }

    private static String code(RedisError error) {
        return error.code().equals("WRONGTYPE") ? "target.wrong-type" : "target.refused";
    }
}
