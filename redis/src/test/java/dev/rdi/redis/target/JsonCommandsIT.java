package dev.rdi.redis.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.embedded.json.JsonServer;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.EditJson;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.JsonEdit;
import dev.rdi.model.TargetWrite.JsonEdit.MakeObject;
import dev.rdi.model.TargetWrite.JsonEdit.Put;
import dev.rdi.model.TargetWrite.JsonEdit.Remove;
import dev.rdi.model.TargetWrite.MergeJson;
import dev.rdi.model.TargetWrite.PutJson;
import dev.rdi.model.TargetWrite.PutJsonFields;
import dev.rdi.model.TargetWrite.RemoveNested;
import dev.rdi.model.TargetWrite.RemoveParent;
import dev.rdi.redis.FixedLeadership;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Retry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every write is done twice: that must be the same as once (invariant 5). */
class JsonCommandsIT {

    private static final byte[][] ROOT = {};
    private static final byte[][] LINES = names("lines");
    private static final byte[][][] MAPS = {LINES, names("deep", "notes")};

    private final RedisAddress address =
            new RedisAddress(JsonServer.shared().host(), JsonServer.shared().port());
    private RedisConnection redis = RedisConnection.open(address, "");
    private TargetWriter writer = new TargetWriter(
            new RedisSession(address, "target", new FixedLeadership(1)),
            new Retry("target", new StopSignal(), new Health()),
            WriteSettings.DEFAULT);

    @BeforeEach
    void empty() {
        redis.require("FLUSHALL");
    }

    @AfterEach
    void close() {
        redis.close();
        writer.close();
    }

    @Test
    @DisplayName("P27: whole numbers of 64 bits, empty lists and nulls are exact")
    void setsDocuments() {
        write(new PutJson(bytes("k"), bytes("{\"big\":9223372036854775807,\"none\":[],\"n\":null}"), Expiry.UNCHANGED));
        assertThat(document("k")).isEqualTo("{\"big\":9223372036854775807,\"none\":[],\"n\":null}");
    }

    @Test
    @DisplayName("R5: natively and by script, nulls remove, in new documents too")
    void mergesAlike() {
        for (String key : List.of("native", "script")) {
            merge(
                    key,
                    "{\"a\":1,\"o\":{\"x\":9007199254740993,\"y\":null}}",
                    List.of(
                            new MakeObject(ROOT),
                            put("1", "a"),
                            new MakeObject(names("o")),
                            put("9007199254740993", "o", "x"),
                            new Remove(names("o", "y"))));
            assertThat(document(key)).isEqualTo("{\"a\":1,\"o\":{\"x\":9007199254740993}}");

            merge(
                    key,
                    "{\"a\":null,\"o\":{\"z\":[]},\"b\":{}}",
                    List.of(
                            new MakeObject(ROOT),
                            new Remove(names("a")),
                            new MakeObject(names("o")),
                            put("[]", "o", "z"),
                            new MakeObject(names("b"))));
            assertThat(document(key)).isEqualTo("{\"o\":{\"x\":9007199254740993,\"z\":[]},\"b\":{}}");
        }
    }

    private void merge(String key, String patch, List<JsonEdit> edits) {
        write(
                key.equals("native")
                        ? new MergeJson(bytes(key), bytes(patch), true, Expiry.UNCHANGED)
                        : new EditJson(bytes(key), edits, Expiry.UNCHANGED));
    }

    @Test
    void makesAnObjectOfWhatIsNone() {
        write(new PutJson(bytes("k"), bytes("{\"lines\":5}"), Expiry.UNCHANGED));
        write(child("7", "{\"id\":7}"));
        assertThat(document("k")).isEqualTo("{\"lines\":{\"7\":{\"id\":7}}}");
    }

    @Test
    @DisplayName("R28, P39: any name is literal")
    void reachesAnyName() {
        // The embedded server passes nothing but ASCII on to scripts; that scripts keep bytes is shown with hashes.
        String more = JsonServer.isRedis() ? "€😀" : "ascii";
        for (String name : List.of("a.b", "a b", "[0]", "*", "..", "it's", "q\"q", "back\\slash", "$", "@", more, "")) {
            String quoted = "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            write(new PutJson(bytes("k"), bytes("{\"old\":1," + quoted + ":1}"), Expiry.UNCHANGED));
            write(new EditJson(bytes("k"), List.of(put("2", name)), Expiry.UNCHANGED));
            assertThat(field(name)).as(name).isEqualTo("[2]");
            write(new PutJsonFields(bytes("k"), new byte[][] {bytes(name), bytes("3")}, names(), Expiry.UNCHANGED));
            assertThat(document("k")).as(name).doesNotContain("old");
            assertThat(field(name)).as(name).isEqualTo("[3]");
            write(new PutJsonFields(bytes("k"), names("new", "1"), names(), Expiry.UNCHANGED));
            assertThat(document("k")).as(name).isEqualTo("{\"new\":1}");
        }
    }

    @Test
    @DisplayName("R4: replaces all but what was not sent")
    void keepsFields() {
        write(new PutJson(bytes("k"), bytes("{\"a\":1,\"large\":{\"x\":[]},\"gone\":1}"), Expiry.UNCHANGED));
        write(new PutJsonFields(bytes("k"), names("a", "null", "b", "2"), names("large"), Expiry.UNCHANGED));
        assertThat(document("k")).isEqualTo("{\"a\":null,\"large\":{\"x\":[]},\"b\":2}");
    }

    @Test
    @DisplayName("P47: the document lives while the parent or any child does")
    void parentAndChildrenInAnyOrder() {
        write(child("1", "{\"id\":1}"));
        write(new PutJsonFields(bytes("k"), names("id", "3"), names("lines", "deep"), Expiry.UNCHANGED));
        write(child("2", "{\"id\":2}"));
        assertThat(document("k")).isEqualTo("{\"lines\":{\"1\":{\"id\":1},\"2\":{\"id\":2}},\"id\":3}");

        write(removeChild("1"));
        assertThat(document("k")).isEqualTo("{\"lines\":{\"2\":{\"id\":2}},\"id\":3}");
        write(new RemoveParent(bytes("k"), MAPS));
        assertThat(document("k")).isEqualTo("{\"lines\":{\"2\":{\"id\":2}}}");
        write(removeChild("nobody"));
        assertThat(document("k")).isEqualTo("{\"lines\":{\"2\":{\"id\":2}}}");
        write(removeChild("2"));
        assertThat(redis.require("EXISTS", "k")).isEqualTo(0L);
        write(removeChild("2"));
        write(new RemoveParent(bytes("k"), MAPS));
        assertThat(redis.require("EXISTS", "k")).isEqualTo(0L);
    }

    @Test
    @DisplayName("P47: with the parent there, the last child leaves an empty map; then the parent takes all")
    void parentGoesLast() {
        write(new PutJsonFields(bytes("k"), names("id", "3"), names("lines", "deep"), Expiry.UNCHANGED));
        write(child("1", "{}"));
        write(removeChild("1"));
        assertThat(document("k")).isEqualTo("{\"id\":3,\"lines\":{}}");
        write(new RemoveParent(bytes("k"), MAPS));
        assertThat(redis.require("EXISTS", "k")).isEqualTo(0L);
    }

    @Test
    void mapsOfOtherTablesKeepTheDocument() {
        write(child("1", "{}"));
        write(new EditJson(
                bytes("k"),
                List.of(
                        new MakeObject(ROOT),
                        new MakeObject(names("deep")),
                        new MakeObject(names("deep", "notes")),
                        put("{}", "deep", "notes", "n")),
                Expiry.UNCHANGED));
        write(removeChild("1"));
        assertThat(document("k")).isEqualTo("{\"lines\":{},\"deep\":{\"notes\":{\"n\":{}}}}");
        write(new RemoveNested(bytes("k"), names("deep", "notes"), bytes("n"), MAPS));
        assertThat(redis.require("EXISTS", "k")).isEqualTo(0L);
    }

    @Test
    @DisplayName("R9: the time to live is set with the write")
    void expires() {
        write(new PutJson(bytes("k"), bytes("{}"), new Expiry(1000)));
        assertThat((Long) redis.require("TTL", "k")).isBetween(900L, 1000L);
        write(new EditJson(bytes("k"), List.of(put("1", "a")), new Expiry(2000)));
        assertThat((Long) redis.require("TTL", "k")).isBetween(1900L, 2000L);
        write(new MergeJson(bytes("k"), bytes("{\"b\":null}"), true, new Expiry(9_000_000_000_000L)));
        assertThat((Long) redis.require("TTL", "k")).isGreaterThan(8_000_000_000_000L);
        // On the embedded server it is JSON.SET that ends the time to live, before PERSIST could.
        write(new EditJson(bytes("k"), List.of(put("1", "a")), Expiry.NEVER));
        assertThat(redis.require("TTL", "k")).isEqualTo(-1L);
        write(new DeleteKey(bytes("k"), "hash"));
        assertThat(redis.require("EXISTS", "k")).isEqualTo(0L);
    }

    @Test
    @DisplayName("R3: a key of another type rejects the write, and nothing else")
    void rejectsAWrongKeyType() {
        redis.require("SET", "string", "mine");
        redis.require("HSET", "hash", "f", "mine");
        List<TargetWrite> writes = new ArrayList<>();
        for (String key : List.of("string", "hash")) {
            writes.add(new PutJson(bytes(key), bytes("{}"), Expiry.UNCHANGED));
            writes.add(new MergeJson(bytes(key), bytes("{}"), false, Expiry.UNCHANGED));
            writes.add(new EditJson(bytes(key), List.of(new MakeObject(ROOT), put("1", "a")), Expiry.UNCHANGED));
        }
        writes.add(new PutJson(bytes("k"), bytes("{}"), Expiry.UNCHANGED));
        Map<Integer, RedisError> rejected = writer.write(writes);
        assertThat(rejected).containsOnlyKeys(0, 1, 2, 3, 4, 5);
        assertThat(rejected.get(0)).extracting(RedisError::code).isEqualTo("WRONGTYPE");
        assertThat(document("k")).isEqualTo("{}");
        assertThat(RedisConnection.text(redis.require("GET", "string"))).isEqualTo("mine");
    }

    private void write(TargetWrite write) {
        assertThat(writer.write(List.of(write, write))).isEmpty();
    }

    private static EditJson child(String entry, String value) {
        return new EditJson(
                bytes("k"),
                List.of(new MakeObject(ROOT), new MakeObject(LINES), put(value, "lines", entry)),
                Expiry.UNCHANGED);
    }

    private static RemoveNested removeChild(String entry) {
        return new RemoveNested(bytes("k"), LINES, bytes(entry), MAPS);
    }

    private static Put put(String value, String... path) {
        return new Put(names(path), bytes(value));
    }

    private String document(String key) {
        return RedisConnection.text(redis.require("JSON.GET", key));
    }

    private String field(String name) {
        return RedisConnection.text(redis.require("JSON.GET", "k", JsonPath.of(names(name))));
    }

    private static byte[][] names(String... names) {
        return Stream.of(names).map(JsonCommandsIT::bytes).toArray(byte[][]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
