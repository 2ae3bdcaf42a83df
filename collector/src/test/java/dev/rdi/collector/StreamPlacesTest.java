package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.redis.StagedPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {

    private static final int STREAMS = 3;

    /** A transaction: its end, its number, and the stream of each of its changes. */
    private record Transaction(long end, long id, List<Integer> streams) {}

    private final Map<Integer, List<String>> appended = new TreeMap<>();
    private final Map<Integer, StagedPlace> marks = new TreeMap<>();

    @RepeatedTest(300)
    void appendsEachChangeOnceWhereverItIsKilled(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Transaction> log = log(random);
        int stored = 0;
        for (int life = 0; life < 8; life++) {
            int reached = run(log, stored, random.nextInt(60), random);
            stored += reached > stored ? random.nextInt(reached - stored + 1) : 0;
        }
        run(log, stored, Integer.MAX_VALUE, random);
        assertThat(appended).isEqualTo(once(log));
    }

    @Test
    void anotherSourceOffsetOrShapeAppendsAgain() {
        StagedPlace mark = new StagedPlace("s", "f", 100, 7, 2);
        assertThat(staged("s", 100, mark, "f")).isTrue();
        assertThat(staged("other", 100, mark, "f")).isFalse();
        assertThat(staged("s", 101, mark, "f")).isFalse();
        assertThat(staged("s", 100, mark, "g")).isFalse();
    }

    @Test
    void nothingIsLeftOutBehindTheFirstNewChange() {
        StreamPlaces places = new StreamPlaces("s", new Lsn(50), Optional.of(new StagedPlace("s", "f", 100, 7, 1)));
        assertThat(places.isStaged(places.next("f", new Lsn(50), 6))).isTrue();
        assertThat(places.isStaged(places.next("f", new Lsn(60), 7))).isTrue();
        assertThat(places.isStaged(places.next("f", new Lsn(60), 7))).isFalse();
        assertThat(places.isStaged(places.next("f", new Lsn(70), 8))).isFalse();
    }

    private static boolean staged(String source, long from, StagedPlace mark, String schema) {
        StreamPlaces places = new StreamPlaces(source, new Lsn(from), Optional.of(mark));
        return places.isStaged(places.next(schema, new Lsn(from), 7));
    }

    /** Reads from a transaction on, chunk by chunk, until killed; returns how many transactions are appended whole. */
    private int run(List<Transaction> log, int stored, int room, Random random) {
        Map<Integer, StreamPlaces> places = new TreeMap<>();
        long from = stored == 0 ? 1 : log.get(stored - 1).end();
        long previousEnd = from;
        int left = room;
        for (int at = stored; at < log.size(); at++) {
            Transaction transaction = log.get(at);
            for (int change = 0; change < transaction.streams().size(); change++) {
                if (left-- <= 0) {
                    return at;
                }
                int stream = transaction.streams().get(change);
                StreamPlaces own = places.computeIfAbsent(
                        stream, s -> new StreamPlaces("s", new Lsn(from), Optional.ofNullable(marks.get(s))));
                StagedPlace place = own.next("f", new Lsn(previousEnd), transaction.id());
                if (!own.isStaged(place)) {
                    appended.computeIfAbsent(stream, s -> new ArrayList<>()).add(transaction.id() + "/" + change);
                    marks.put(stream, place);
                }
            }
            previousEnd = transaction.end();
        }
        return random.nextBoolean() ? log.size() : stored;
    }

    private static List<Transaction> log(Random random) {
        List<Transaction> log = new ArrayList<>();
        long end = 1;
        for (int i = 0; i < 20; i++) {
            end += 1 + random.nextInt(100);
            List<Integer> streams =
                    random.ints(random.nextInt(8), 0, STREAMS).boxed().toList();
            // Numbers are given when a transaction begins, so their order isn't that of the commits.
            log.add(new Transaction(end, i ^ 3, streams));
        }
        return log;
    }

    private static Map<Integer, List<String>> once(List<Transaction> log) {
        Map<Integer, List<String>> once = new TreeMap<>();
        for (Transaction transaction : log) {
            for (int change = 0; change < transaction.streams().size(); change++) {
                once.computeIfAbsent(transaction.streams().get(change), s -> new ArrayList<>())
                        .add(transaction.id() + "/" + change);
            }
        }
        return once;
    }
}
