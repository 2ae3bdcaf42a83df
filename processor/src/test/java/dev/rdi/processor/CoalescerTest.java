package dev.rdi.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.EntryId;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.PutHash;
import dev.rdi.model.TargetWrite.PutJson;
import dev.rdi.model.TargetWrite.SetExpiry;
import dev.rdi.processor.WritePlan.Owner;
import dev.rdi.redis.StreamEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoalescerTest {

    private static final byte[][] NONE = {};

    /** What a key holds, as Redis would after the writes. */
    private static final class Model {
        private final Map<String, Map<String, String>> keys = new TreeMap<>();
        private final Map<String, Long> expiries = new TreeMap<>();

        void apply(TargetWrite write) {
            String key = text(write.key());
            if (write instanceof PutHash put) {
                hash(key, put);
            } else if (write instanceof PutJson put) {
                keys.put(key, new TreeMap<>(Map.of("$", text(put.document()))));
                expiries.remove(key);
                expire(key, put.expiry());
            } else if (write instanceof DeleteKey) {
                keys.remove(key);
                expiries.remove(key);
            } else if (write instanceof SetExpiry set) {
                expire(key, set.expiry());
            } else if (write instanceof ClearTable) {
                keys.keySet().removeIf(name -> name.startsWith(key));
                expiries.keySet().removeIf(name -> name.startsWith(key));
            }
        }

        private void hash(String key, PutHash put) {
            Map<String, String> fields = keys.computeIfAbsent(key, any -> new TreeMap<>());
            if (put.whole()) {
                List<String> kept = new ArrayList<>();
                for (byte[] name : put.kept()) {
                    kept.add(text(name));
                }
                fields.keySet().retainAll(kept);
                if (kept.isEmpty()) {
                    expiries.remove(key);
                }
            }
            for (int i = 0; i < put.fields().length; i += 2) {
                fields.put(text(put.fields()[i]), text(put.fields()[i + 1]));
            }
            if (!put.whole()) {
                for (byte[] name : put.removed()) {
                    fields.remove(text(name));
                }
            }
            if (fields.isEmpty()) {
                keys.remove(key);
                expiries.remove(key);
            }
            expire(key, put.expiry());
        }

        private void expire(String key, Expiry expiry) {
            if (expiry.equals(Expiry.NEVER)) {
                expiries.remove(key);
            } else if (!expiry.equals(Expiry.UNCHANGED) && keys.containsKey(key)) {
                expiries.put(key, expiry.seconds());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("P49: the last value and the last time to live are right, whatever the sequence")
    void endsAsWithoutCoalescing(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            List<TargetedWrite> writes = new ArrayList<>();
            List<List<Owner>> owners = new ArrayList<>();
            List<PendingRecord> records = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                writes.add(new TargetedWrite("target", "job", random(random)));
                records.add(new PendingRecord(
                        new StreamEntry(new EntryId(i, 0), List.of()), Optional.empty(), new Filtered()));
                owners.add(List.of(new Owner(records, i)));
            }
            Coalescer coalesced = Coalescer.of(writes, owners);
            Model plain = new Model();
            writes.forEach(write -> plain.apply(write.write()));
            Model merged = new Model();
            coalesced.writes().forEach(write -> merged.apply(write.write()));

            assertThat(merged.keys).as("seed %d, run %d", seed, run).isEqualTo(plain.keys);
            assertThat(merged.expiries).as("seed %d, run %d", seed, run).isEqualTo(plain.expiries);
            assertThat(coalesced.owners().stream().mapToInt(List::size).sum()).isEqualTo(writes.size());
        }
    }

    @Test
    void makesOneWriteOfAHotRow() {
        List<TargetedWrite> writes = new ArrayList<>();
        List<List<Owner>> owners = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            writes.add(
                    new TargetedWrite("target", "job", put("hot", List.of("n", String.valueOf(i)), Expiry.UNCHANGED)));
            owners.add(List.of());
        }
        Coalescer coalesced = Coalescer.of(writes, owners);
        assertThat(coalesced.writes()).hasSize(1);
        assertThat(text(((PutHash) coalesced.writes().get(0).write()).fields()[1]))
                .isEqualTo("999");
    }

    @Test
    void standsWhereTheLastOneStood() {
        List<TargetedWrite> writes = List.of(
                new TargetedWrite("target", "job", put("a", List.of("n", "1"), Expiry.UNCHANGED)),
                new TargetedWrite("target", "job", put("b", List.of("n", "1"), Expiry.UNCHANGED)),
                new TargetedWrite("target", "job", put("a", List.of("n", "2"), Expiry.UNCHANGED)),
                new TargetedWrite("other", "job", put("a", List.of("n", "3"), Expiry.UNCHANGED)));
        Coalescer coalesced = Coalescer.of(writes, List.of(List.of(), List.of(), List.of(), List.of()));
        assertThat(coalesced.writes().stream()
                        .map(write -> write.target() + " " + text(write.write().key())))
                .containsExactly("target b", "target a", "other a");
    }

    private static TargetWrite random(Random random) {
        String key = "k" + random.nextInt(3);
        Expiry expiry = switch (random.nextInt(4)) {
            case 0 -> Expiry.NEVER;
            case 1 -> new Expiry(1 + random.nextInt(100));
            default -> Expiry.UNCHANGED;
        };
        return switch (random.nextInt(12)) {
            case 0 -> new DeleteKey(bytes(key), "hash");
            case 1 -> new ClearTable("k" + random.nextInt(2), "hash");
            case 2 -> new SetExpiry(bytes(key), expiry);
            case 3 -> new PutJson(bytes("j" + key), bytes("{\"n\":" + random.nextInt(9) + "}"), expiry);
            case 4, 5 -> new PutHash(bytes(key), some(random), NONE, NONE, true, expiry);
            case 6 -> new PutHash(bytes(key), some(random), NONE, new byte[][] {bytes("f0")}, true, expiry);
            default -> new PutHash(bytes(key), some(random), names(random), NONE, false, expiry);
        };
    }

    private static byte[][] some(Random random) {
        return new byte[][] {bytes("f" + random.nextInt(2)), bytes(String.valueOf(random.nextInt(100)))};
    }

    /** Other names than those that are set: a row has a value or none. */
    private static byte[][] names(Random random) {
        return random.nextBoolean() ? NONE : new byte[][] {bytes("f" + (2 + random.nextInt(2)))};
    }

    private static PutHash put(String key, List<String> fields, Expiry expiry) {
        return new PutHash(
                bytes(key),
                fields.stream().map(CoalescerTest::bytes).toArray(byte[][]::new),
                NONE,
                NONE,
                false,
                expiry);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
