package dev.rdi.processor;

import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.PutHash;
import dev.rdi.model.TargetWrite.PutJson;
import dev.rdi.processor.WritePlan.Owner;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one write of several that put a hash or a whole JSON document under the same key one after the other. The key
 * ends as if each had been written, with the last time to live. The one write stands where the last of them stood, so
 * that a reader may see a change of another row, which came later than the first of them, before it.
 *
 * <p>Whatever else touches a key, or might, ends what was gathered for it; a cleared table ends all.
 *
 * <p>Confined to one thread.
 */
final class Coalescer {

    private final List<TargetedWrite> writes = new ArrayList<>();
    private final List<List<Owner>> owners = new ArrayList<>();
    private final Map<Place, Gathered> open = new LinkedHashMap<>();

    private record Place(String target, ByteBuffer key) {}

    private static final class Gathered {
        private TargetWrite write;
        private int at;
        private final List<Owner> owners;

        Gathered(TargetWrite write, int at, List<Owner> owners) {
            this.write = write;
            this.at = at;
            this.owners = new ArrayList<>(owners);
        }
    }

    private Coalescer() {}

    /** Coalesces writes, given whose each is. */
    static Coalescer of(List<TargetedWrite> writes, List<List<Owner>> owners) {
        Map<Integer, Gathered> last = new HashMap<>();
        Coalescer coalescer = new Coalescer();
        for (int i = 0; i < writes.size(); i++) {
            coalescer.take(writes.get(i), owners.get(i), i, last);
        }
        for (int i = 0; i < writes.size(); i++) {
            Gathered gathered = last.get(i);
            if (gathered != null) {
                TargetedWrite first = writes.get(i);
                coalescer.writes.add(new TargetedWrite(first.target(), first.job(), gathered.write));
                coalescer.owners.add(gathered.owners);
            }
        }
        return coalescer;
    }

    private void take(TargetedWrite targeted, List<Owner> owner, int at, Map<Integer, Gathered> last) {
        TargetWrite write = targeted.write();
        if (write instanceof ClearTable) {
            open.clear();
            last.put(at, new Gathered(write, at, owner));
            return;
        }
        Place place = new Place(targeted.target(), ByteBuffer.wrap(write.key()));
        Gathered gathered = open.get(place);
        Optional<TargetWrite> merged = gathered == null ? Optional.empty() : merge(gathered.write, write);
        if (gathered != null && merged.isPresent()) {
            last.remove(gathered.at);
            gathered.write = merged.get();
            gathered.owners.addAll(owner);
            gathered.at = at;
            last.put(at, gathered);
            return;
        }
        Gathered begun = new Gathered(write, at, owner);
        last.put(at, begun);
        if (write instanceof PutHash || write instanceof PutJson) {
            open.put(place, begun);
        } else {
            open.remove(place);
        }
    }

    private static Optional<TargetWrite> merge(TargetWrite first, TargetWrite second) {
        if (first instanceof PutJson && second instanceof PutJson put) {
            return Optional.of(put);
        }
        return first instanceof PutHash earlier && second instanceof PutHash later
                ? merge(earlier, later)
                : Optional.empty();
    }

    private static Optional<TargetWrite> merge(PutHash first, PutHash second) {
        if (second.whole()) {
            return second.kept().length == 0 ? Optional.of(second) : Optional.empty();
        }
        if (first.whole()) {
            return Optional.empty();
        }
        Map<ByteBuffer, byte[]> fields = new LinkedHashMap<>();
        Map<ByteBuffer, byte[]> removed = new LinkedHashMap<>();
        for (PutHash put : List.of(first, second)) {
            for (int i = 0; i < put.fields().length; i += 2) {
                ByteBuffer name = ByteBuffer.wrap(put.fields()[i]);
                fields.put(name, put.fields()[i + 1]);
                removed.remove(name);
            }
            for (byte[] name : put.removed()) {
                fields.remove(ByteBuffer.wrap(name));
                removed.put(ByteBuffer.wrap(name), name);
            }
        }
        byte[][] pairs = new byte[2 * fields.size()][];
        int at = 0;
        for (Map.Entry<ByteBuffer, byte[]> field : fields.entrySet()) {
            pairs[at++] = field.getKey().array();
            pairs[at++] = field.getValue();
        }
        Expiry expiry = second.expiry().equals(Expiry.UNCHANGED) ? first.expiry() : second.expiry();
        return Optional.of(new PutHash(
                second.key(), pairs, removed.values().toArray(byte[][]::new), new byte[0][], false, expiry));
    }

    List<TargetedWrite> writes() {
        return writes;
    }

    List<List<Owner>> owners() {
        return owners;
    }
}
