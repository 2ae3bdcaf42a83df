package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.EntryId;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TableId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeStreamReaderIT {

    private static final int MEGABYTE = 1 << 20;
    private static final Keys KEYS = new Keys("default");

    /** Small rows teach it to ask for many; then come large ones. */
    @Test
    @DisplayName("P13: a read stays within its bytes although rows grow a thousandfold")
    void readsNoMoreThanFits() {
        RedisAddress address = Server.STANDALONE.fresh();
        String stream = fill(address, "t", 5000, 10);
        fill(address, "t", 40, MEGABYTE);
        try (RedisSession session = session(address)) {
            ChangeStreamReader reader = new ChangeStreamReader(session, KEYS, 2000, 4 * MEGABYTE);
            List<EntryId> read = new ArrayList<>();
            Map<String, EntryId> positions = new HashMap<>(Map.of(stream, EntryId.ZERO));
            List<StreamBatch> batches = reader.read(positions);
            while (!batches.isEmpty()) {
                assertThat(batches.get(0).size()).isLessThan(6L * MEGABYTE);
                batches.get(0).entries().forEach(entry -> read.add(entry.id()));
                positions.put(stream, batches.get(0).last().id());
                batches = reader.read(positions);
            }
            assertThat(read).hasSize(5040).isSorted().doesNotHaveDuplicates();
        }
    }

    /** Whoever registers its streams and rings is heard at once, whatever they are called. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void findsStreamsThatAreRegisteredThoughTheyMatchNoPattern(Server server) {
        RedisAddress address = server.fresh();
        ExternalStreams external = new ExternalStreams("nothing:*", Duration.ofHours(1), Duration.ofHours(1));
        try (RedisSession session = new RedisSession(address, "reader", new FixedLeadership(1))) {
            ChangeStreamReader reader = new ChangeStreamReader(session, KEYS, external, 2000, MEGABYTE);
            assertThat(reader.streams()).isEmpty();
            String first = fill(address, "t1", 1, 10);
            reader.awaitBell();
            assertThat(reader.streams()).containsExactly(first);
            String second = fill(address, "t2", 1, 10); // Another writer, which knows of one stream itself.
            reader.awaitBell();
            assertThat(reader.streams()).containsExactly(first, second);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void givesEveryStreamItsTurn(Server server) {
        RedisAddress address = server.fresh();
        Map<String, EntryId> positions = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            positions.put(fill(address, "t" + i, 3, 10), EntryId.ZERO);
        }
        Set<String> seen = new HashSet<>();
        int entries = 0;
        try (RedisSession session = session(address)) {
            ChangeStreamReader reader = new ChangeStreamReader(session, KEYS, 2000, MEGABYTE);
            assertThat(reader.streams()).hasSize(300);
            List<StreamBatch> batches = reader.read(positions);
            while (!batches.isEmpty()) {
                for (StreamBatch batch : batches) {
                    seen.add(batch.stream());
                    entries += batch.entries().size();
                    positions.put(batch.stream(), batch.last().id());
                }
                batches = reader.read(positions);
            }
        }
        assertThat(seen).hasSize(300);
        assertThat(entries).isEqualTo(900);
    }

    private static String fill(RedisAddress address, String table, int count, int size) {
        String stream = KEYS.stream(new TableId("rdi", "shop", "public", table));
        try (RedisSession session = session(address)) {
            ChangeStreams streams = new ChangeStreams(session, KEYS, Long.MAX_VALUE, new StopSignal(), new Health());
            streams.define(stream, "0123456789abcdef", bytes("{}"));
            List<byte[][]> entries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                entries.add(new byte[][] {bytes("a"), new byte[size]});
            }
            streams.append(List.of(new ChangeStreams.Batch(stream, entries)));
        }
        return stream;
    }

    private static RedisSession session(RedisAddress address) {
        return new RedisSession(address, "test", new FixedLeadership(1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
