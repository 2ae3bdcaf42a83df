package dev.rdi.e2e.torture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws the faults of each round from a seed: one to three, at different places. At each place every fault has its turn
 * before one comes again.
 *
 * <p>Confined to one thread.
 */
final class Schedule {

    private static final int MOST_AT_ONCE = 3;

    private final Random random;
    private final Map<Fault.Place, Deque<Fault>> decks = new EnumMap<>(Fault.Place.class);

    Schedule(long seed) {
        this.random = new Random(seed);
    }

    List<Fault> next() {
        List<Fault.Place> places = new ArrayList<>(Arrays.asList(Fault.Place.values()));
        Collections.shuffle(places, random);
        List<Fault> faults = new ArrayList<>();
        for (Fault.Place place : places.subList(0, 1 + random.nextInt(MOST_AT_ONCE))) {
            faults.add(draw(place));
        }
        // A slot can be taken only as long as its server runs.
        faults.sort(Comparator.comparing(fault -> fault != Fault.SLOT_HELD));
        return faults;
    }

    private Fault draw(Fault.Place place) {
        Deque<Fault> deck = decks.computeIfAbsent(place, unused -> new ArrayDeque<>());
        if (deck.isEmpty()) {
            List<Fault> all = new ArrayList<>(Fault.at(place));
            Collections.shuffle(all, random);
            deck.addAll(all);
        }
        return deck.remove();
    }
}
