package dev.rdi.collector;

import java.util.HashSet;
import java.util.Set;

/**
 * Which transactions a snapshot of the database sees, as {@code txid_current_snapshot()} writes it: {@code
 * xmin:xmax:running,…}. What is sent as changes has the lower 32 bits of a transaction's number only, so those are
 * compared, as PostgreSQL itself does.
 *
 * <p>Immutable.
 *
 * @param oldest the oldest transaction that was running: all before it are over
 * @param next the first transaction that hadn't begun
 * @param running the lower halves of the numbers of those in between that were running
 */
record TransactionSnapshot(long oldest, long next, Set<Integer> running) {

    TransactionSnapshot {
        running = Set.copyOf(running);
    }

    /**
     * Reads PostgreSQL's notation.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static TransactionSnapshot parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a snapshot: " + text);
        }
        Set<Integer> running = new HashSet<>();
        for (String number : parts[2].split(",", -1)) {
            if (!number.isEmpty()) {
                running.add((int) Long.parseLong(number));
            }
        }
        return new TransactionSnapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    /**
     * Whether what a transaction did is visible, given that it was committed.
     *
     * @param transaction at least the lower 32 bits of its number
     */
    boolean sees(long transaction) {
        boolean begunLater = (int) transaction - (int) next >= 0;
        return !begunLater && !running.contains((int) transaction);
    }
}
