package dev.rdi.redis.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.AddMember;
import dev.rdi.model.TargetWrite.Append;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.EditJson;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.JsonEdit;
import dev.rdi.model.TargetWrite.MergeJson;
import dev.rdi.model.TargetWrite.PutHash;
import dev.rdi.model.TargetWrite.PutJson;
import dev.rdi.model.TargetWrite.PutJsonFields;
import dev.rdi.model.TargetWrite.PutScore;
import dev.rdi.model.TargetWrite.PutString;
import dev.rdi.model.TargetWrite.RemoveMember;
import dev.rdi.model.TargetWrite.RemoveNested;
import dev.rdi.model.TargetWrite.RemoveParent;
import dev.rdi.model.TargetWrite.RemoveScore;
import dev.rdi.model.TargetWrite.SetExpiry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetCommandsTest {

    private static final byte[] KEY = bytes("k");
    private static final byte[][] NONE = {};
    private static final Expiry MINUTE = new Expiry(60);

    @Test
    void hashes() {
        assertThat(commands(hash(all("a", "1"), NONE, NONE, false, Expiry.UNCHANGED)))
                .containsExactly("HSET k a 1");
        assertThat(commands(hash(all("a", "1"), all("b"), NONE, false, Expiry.UNCHANGED)))
                .containsExactly("MULTI", "HSET k a 1", "HDEL k b", "EXEC");
        assertThat(commands(hash(all("a", "1"), NONE, NONE, false, MINUTE)))
                .containsExactly("MULTI", "HSET k a 1", "EXPIRE k 60", "EXEC");
        assertThat(commands(hash(all("a", "1"), NONE, NONE, false, Expiry.NEVER)))
                .containsExactly("MULTI", "HSET k a 1", "PERSIST k", "EXEC");
        assertThat(commands(hash(NONE, all("b"), NONE, false, Expiry.UNCHANGED)))
                .containsExactly("HDEL k b");
        assertThat(commands(hash(NONE, NONE, NONE, false, Expiry.UNCHANGED))).isEmpty();
    }

    @Test
    void wholeHashes() {
        assertThat(commands(hash(all("a", "1"), all("b"), NONE, true, Expiry.UNCHANGED)))
                .containsExactly("MULTI", "DEL k", "HSET k a 1", "EXEC");
        assertThat(commands(hash(NONE, all("b"), NONE, true, Expiry.UNCHANGED))).containsExactly("DEL k");
        assertThat(commands(hash(all("a", "1"), all("b"), all("c"), true, MINUTE)))
                .singleElement()
                .asString()
                .startsWith("EVAL local key")
                .endsWith(" 1 k 60 1 a 1 c");
    }

    @Test
    void smallTypes() {
        assertThat(commands(new AddMember(KEY, bytes("m"), Expiry.UNCHANGED))).containsExactly("SADD k m");
        assertThat(commands(new AddMember(KEY, bytes("m"), MINUTE)))
                .containsExactly("MULTI", "SADD k m", "EXPIRE k 60", "EXEC");
        assertThat(commands(new RemoveMember(KEY, bytes("m")))).containsExactly("SREM k m");
        assertThat(commands(new PutScore(KEY, bytes("m"), bytes("1.5"), Expiry.UNCHANGED)))
                .containsExactly("ZADD k 1.5 m");
        assertThat(commands(new RemoveScore(KEY, bytes("m")))).containsExactly("ZREM k m");
        assertThat(commands(new Append(KEY, all("op_code", "d"), Optional.empty(), Expiry.UNCHANGED)))
                .containsExactly("XADD k * op_code d");
        assertThat(commands(new PutString(KEY, bytes("v"), Expiry.UNCHANGED))).containsExactly("SET k v");
        assertThat(commands(new PutString(KEY, bytes("v"), Expiry.NEVER))).containsExactly("SET k v");
        assertThat(commands(new PutString(KEY, bytes("v"), MINUTE))).containsExactly("SET k v EX 60");
        assertThat(commands(new SetExpiry(KEY, MINUTE))).containsExactly("EXPIRE k 60");
        assertThat(commands(new SetExpiry(KEY, Expiry.NEVER))).containsExactly("PERSIST k");
        assertThat(commands(new SetExpiry(KEY, Expiry.UNCHANGED))).isEmpty();
        assertThat(commands(new DeleteKey(KEY, "hash"))).containsExactly("DEL k");
    }

    @Test
    void documents() {
        assertThat(commands(new PutJson(KEY, bytes("{}"), Expiry.UNCHANGED))).containsExactly("JSON.SET k $ {}");
        assertThat(commands(new PutJson(KEY, bytes("{}"), MINUTE)))
                .containsExactly("MULTI", "JSON.SET k $ {}", "EXPIRE k 60", "EXEC");
        assertThat(commands(new MergeJson(KEY, bytes("{\"a\":1}"), false, Expiry.UNCHANGED)))
                .containsExactly("JSON.MERGE k $ {\"a\":1}");
        assertThat(commands(new MergeJson(KEY, bytes("{\"a\":null}"), true, Expiry.UNCHANGED)))
                .as("a merge into nothing would keep the null")
                .containsExactly("MULTI", "JSON.SET k $ {} NX", "JSON.MERGE k $ {\"a\":null}", "EXEC");
    }

    /** R28: names are literal. */
    @Test
    void placesInDocuments() {
        assertThat(argumentsOf(new EditJson(
                        KEY,
                        List.of(
                                new JsonEdit.MakeObject(NONE),
                                new JsonEdit.Put(all("a.b", "\"\\[0]€😀"), bytes("1")),
                                new JsonEdit.Remove(all("'"))),
                        MINUTE)))
                .isEqualTo("1 k 60 object $ put $[\"a.b\"][\"\\\"\\\\[0]€😀\"] 1 remove $[\"'\"]");
        assertThat(argumentsOf(new PutJsonFields(KEY, all("a", "1"), all("b"), Expiry.UNCHANGED)))
                .isEqualTo("1 k -1 1 a $[\"a\"] 1 b");
    }

    @Test
    void ownersOfDocuments() {
        byte[][][] maps = {all("lines"), all("x", "y")};
        String shell = " $ 2 $[\"lines\"] $[\"x\"] $[\"lines\"] 0 $[\"x\"] 1 $[\"x\"][\"y\"] $[\"x\"][\"y\"] 0";
        assertThat(argumentsOf(new RemoveNested(KEY, all("lines"), bytes("7"), maps)))
                .isEqualTo("1 k -1 $[\"lines\"][\"7\"]" + shell);
        assertThat(argumentsOf(new RemoveParent(KEY, maps))).isEqualTo("1 k -1 2 lines x" + shell);
    }

    @Test
    void clearingATableIsNoSingleCommand() {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetCommands.of(new ClearTable("a:", "hash")));
    }

    private static PutHash hash(byte[][] fields, byte[][] removed, byte[][] kept, boolean whole, Expiry expiry) {
        return new PutHash(KEY, fields, removed, kept, whole, expiry);
    }

    private static List<String> commands(TargetWrite write) {
        return TargetCommands.of(write).stream()
                .map(parts -> Arrays.stream(parts).map(TargetCommandsTest::text).collect(Collectors.joining(" ")))
                .toList();
    }

    /** Of a script, without its text. */
    private static String argumentsOf(TargetWrite write) {
        byte[][] parts = TargetCommands.of(write).get(0);
        assertThat(text(parts[0])).isEqualTo("EVAL");
        return Arrays.stream(parts).skip(2).map(TargetCommandsTest::text).collect(Collectors.joining(" "));
    }

    private static byte[][] all(String... texts) {
        return Stream.of(texts).map(TargetCommandsTest::bytes).toArray(byte[][]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
