package dev.rdi.collector;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which parts of a table were read.
 *
 * <p>Confined to the collector's thread.
 */
final class CopyDone {

    private final Map<String, BitSet> ranges = new TreeMap<>();

    /**
     * Reads what {@link #texts} gave.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static CopyDone parse(List<String> texts) {
        CopyDone done = new CopyDone();
        for (String text : texts) {
            String[] parts = text.split("[:-]", -1); // ranges, first, last
            if (parts.length != 3) {
                throw new IllegalArgumentException("not a part of a table: " + text);
            }
            done.of(parts[0]).set(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]) + 1);
        }
        return done;
    }

    private BitSet of(String name) {
        return ranges.computeIfAbsent(name, n -> new BitSet());
    }

    boolean contains(CopyChunk chunk) {
        return ranges.containsKey(chunk.ranges()) && of(chunk.ranges()).get(chunk.number());
    }

    void add(CopyChunk chunk) {
        of(chunk.ranges()).set(chunk.number());
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Each {@code file/pages:first-last}. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        ranges.forEach((name, numbers) -> {
            for (int first = numbers.nextSetBit(0); first >= 0; ) {
                int end = numbers.nextClearBit(first);
                texts.add(name + ":" + first + "-" + (end - 1));
                first = numbers.nextSetBit(end);
            }
        });
        return texts;
    }
}
