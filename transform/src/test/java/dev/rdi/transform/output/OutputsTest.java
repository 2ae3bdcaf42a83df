package dev.rdi.transform.output;

import static dev.rdi.transform.output.Change.MISSING;
import static dev.rdi.transform.output.Change.TABLE;
import static dev.rdi.transform.output.Change.delete;
import static dev.rdi.transform.output.Change.deleteByKey;
import static dev.rdi.transform.output.Change.item;
import static dev.rdi.transform.output.Change.put;
import static dev.rdi.transform.output.Change.truncate;
import static dev.rdi.transform.output.Change.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.job.UpdateStrategy;
import dev.rdi.expression.Constant;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.FieldReference;
import dev.rdi.model.Opcode;
import dev.rdi.model.Row;
import dev.rdi.transform.output.JsonOutput.Strategy;
import dev.rdi.transform.record.RowFormat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputsTest {

    private static final Row ITEM = item("7", "3", "9.90", "{\"n\":null,\"big\":9007199254740993}", "x");
    private static final KeySource BY_PARENT = by("parent");

    // --- hash

    @Test
    void hashWritesTextOfEveryValue() {
        assertThat(put(Opcode.CREATE, ITEM).at(hash(KeySource.byDefault(), Mapping.ALL, false)))
                .containsExactly("PutHash(items:id:7, [id 7 parent 3 price 9.90 doc"
                        + " {\"n\":null,\"big\":9007199254740993} a.b\" x], [], [], false, same)");
    }

    @Test
    void hashMapsAndRenames() {
        Mapping mapping = mapping("price", "cost", "nope", "nope", "doc", "doc");
        assertThat(put(Opcode.UPDATE, item("7", "3", "9.90", MISSING, "x"))
                        .full()
                        .at(hash(KeySource.byDefault(), mapping, false)))
                .as("column names are bare in full format too; the value that wasn't sent stays")
                .containsExactly("PutHash(items:id:7, [cost 9.90], [nope], [doc], false, same)");
    }

    @Test
    void hashReplacesWhatIsThereButKeepsWhatWasNotSent() {
        assertThat(put(Opcode.UPDATE, item("7", "3", null, MISSING, "x"))
                        .at(hash(KeySource.byDefault(), Mapping.ALL, true)))
                .containsExactly("PutHash(items:id:7, [id 7 parent 3 a.b\" x], [price], [doc], true, same)");
    }

    @ParameterizedTest
    @EnumSource(
            value = Opcode.class,
            names = {"CREATE", "READ"})
    @DisplayName("R4: a value that wasn't sent is left out only where the target holds it")
    void rejectsNewRowsWithMissingValues(Opcode opcode) {
        Row missing = item("7", "3", "1", MISSING, "x");
        assertThat(put(opcode, missing).at(hash(KeySource.byDefault(), Mapping.ALL, false)))
                .containsExactly("record.value-unavailable");
        assertThat(put(opcode, missing).at(json(KeySource.byDefault(), Strategy.REPLACE)))
                .containsExactly("record.value-unavailable");
        assertThat(put(opcode, missing).at(json(KeySource.byDefault(), Strategy.MERGE)))
                .containsExactly("record.value-unavailable");
    }

    @Test
    @DisplayName("R4: the place depends on a column that may have changed, or a filter kept the row away")
    void rejectsMissingValuesOfRowsThatMayHaveMoved() {
        Row missing = item("7", "3", "1", MISSING, "x");
        assertThat(put(Opcode.UPDATE, missing).at(hash(BY_PARENT, Mapping.ALL, false)))
                .containsExactly("record.value-unavailable");
        assertThat(put(Opcode.UPDATE, missing).notHeld().at(hash(KeySource.byDefault(), Mapping.ALL, false)))
                .containsExactly("record.value-unavailable");
        assertThat(put(Opcode.UPDATE, missing).at(hash(by("id"), mapping("doc", "doc", "id", "id"), false)))
                .containsExactly("PutHash(7, [id 7], [], [doc], false, same)");
    }

    @Test
    @DisplayName("R6: the old key goes, the new one is complete")
    void hashMoves() {
        assertThat(update(ITEM, item("7", "4", "1", MISSING, null)).at(hash(BY_PARENT, Mapping.ALL, false)))
                .containsExactly(
                        "DeleteKey(3, hash)",
                        "PutHash(4, [id 7 parent 4 price 1 doc {\"n\":null,\"big\":9007199254740993}], [a.b\"], [],"
                                + " false, same)");
        assertThat(update(ITEM, ITEM).full().at(hash(by("after.parent"), mapping("id", "id"), false)))
                .as("it didn't move")
                .containsExactly("PutHash(3, [id 7], [], [], false, same)");
        assertThat(update(item("7", null, "1", "1", "x"), ITEM).at(hash(BY_PARENT, mapping("id", "id"), false)))
                .as("it was nowhere")
                .containsExactly("PutHash(3, [id 7], [], [], false, same)");
    }

    @Test
    void deletesKeysThatTheRowGave() {
        for (Output output : List.of(
                hash(BY_PARENT, Mapping.ALL, false),
                json(BY_PARENT, Strategy.REPLACE),
                new StringOutput("target", BY_PARENT, Expire.NONE, path("price"), table -> true))) {
            assertThat(delete(ITEM).at(output)).singleElement().asString().startsWith("DeleteKey(3, ");
            assertThat(deleteByKey().at(output)).containsExactly("record.value-unavailable");
        }
        assertThat(delete(ITEM).full().at(hash(by("before.parent"), Mapping.ALL, false)))
                .containsExactly("DeleteKey(3, hash)");
    }

    // --- keys

    @Test
    void keysAreTextNumbersAndBooleans() {
        assertThat(keyOf("")).containsExactly("record.key-empty");
        assertThat(keyOf(null)).containsExactly("record.key-null");
        assertThat(keyOf(List.of(1L))).containsExactly("record.key-not-text");
        assertThat(keyOf(true)).containsExactly("PutHash(true, [id 7], [], [], false, same)");
        assertThat(keyOf(39.0)).containsExactly("PutHash(39.0, [id 7], [], [], false, same)");
        assertThat(keyOf("a b{}:\"€😀")).containsExactly("PutHash(a b{}:\"€😀, [id 7], [], [], false, same)");
    }

    @Test
    void knowsWhichKeysMove() {
        assertThat(hash(KeySource.byDefault(), Mapping.ALL, false).canMove(TABLE))
                .isFalse();
        assertThat(hash(by("id"), Mapping.ALL, false).canMove(TABLE)).isFalse();
        assertThat(hash(BY_PARENT, Mapping.ALL, false).canMove(TABLE)).isTrue();
        KeySource column = KeySource.computed(new FieldReference(path("key")), RowFormat.PARTIAL);
        assertThat(hash(column, Mapping.ALL, false).canMove(TABLE))
                .as("a column that happens to be called key")
                .isTrue();
        for (String fixed : List.of("key", "key.id", "after.id", "before.id", "table")) {
            KeySource key = KeySource.computed(new FieldReference(path(fixed)), RowFormat.FULL);
            assertThat(hash(key, Mapping.ALL, false).canMove(TABLE)).as(fixed).isFalse();
        }
        assertThat(set(KeySource.byDefault(), "parent").canMove(TABLE)).isTrue();
        assertThat(set(KeySource.byDefault(), "id").canMove(TABLE)).isFalse();
    }

    // --- expire

    @ParameterizedTest
    @DisplayName("R9: every result of expire is defined")
    @CsvSource({
        "100, 100s",
        "1.99, 1s",
        "1e3, 1000s",
        "9223372036854775807, 9000000000000s",
        "1e999999999, 9000000000000s"
    })
    void expiresAfterSeconds(String seconds, String expected) {
        assertThat(expiring(seconds)).containsExactly("PutHash(items:id:7, [id 7], [], [], false, " + expected + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "0.9", "1e-999999999"})
    void deletesWhatHasExpired(String seconds) {
        assertThat(expiring(seconds)).containsExactly("DeleteKey(items:id:7, hash)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "NaN", "1 day"})
    void rejectsExpireThatIsNoNumber(String seconds) {
        assertThat(expiring(seconds)).containsExactly("record.expire-not-numeric");
    }

    @Test
    void expiresByNumbersAndNull() {
        assertThat(expiring(60L)).containsExactly("PutHash(items:id:7, [id 7], [], [], false, 60s)");
        assertThat(expiring(2.5)).containsExactly("PutHash(items:id:7, [id 7], [], [], false, 2s)");
        assertThat(expiring(BigInteger.TWO.pow(80)))
                .containsExactly("PutHash(items:id:7, [id 7], [], [], false, 9000000000000s)");
        assertThat(expiring(null)).containsExactly("PutHash(items:id:7, [id 7], [], [], false, 0s)");
        assertThat(expiring(true)).containsExactly("record.expire-not-numeric");
        assertThat(expiring(Map.of())).containsExactly("record.expire-not-numeric");
    }

    // --- json

    @Test
    @DisplayName("R5, P27: replace keeps nulls and every digit")
    void jsonReplaces() {
        assertThat(put(Opcode.UPDATE, item("7", null, "9.90", "{\"n\":null,\"big\":9007199254740993}", ""))
                        .at(json(KeySource.byDefault(), Strategy.REPLACE)))
                .containsExactly("PutJson(items:id:7, {\"id\":7,\"parent\":null,\"price\":\"9.90\",\"doc\":"
                        + "{\"n\":null,\"big\":9007199254740993},\"a.b\\\"\":\"\"}, same)");
    }

    @Test
    @DisplayName("R4: replace without a value that wasn't sent")
    void jsonReplacesWhatItKnows() {
        assertThat(put(Opcode.UPDATE, item("7", null, "1", MISSING, "x"))
                        .at(json(KeySource.byDefault(), Strategy.REPLACE)))
                .containsExactly("PutJsonFields(items:id:7, [id 7 parent null price \"1\" a.b\" \"x\"], [doc], same)");
    }

    @Test
    @DisplayName("R5: merge removes nulls, natively and by script")
    void jsonMerges() {
        Row row = item("7", null, "1", MISSING, "x");
        assertThat(put(Opcode.UPDATE, row).at(json(KeySource.byDefault(), Strategy.MERGE)))
                .containsExactly(
                        "MergeJson(items:id:7, {\"id\":7,\"parent\":null,\"price\":\"1\",\"a.b\\\"\":\"x\"}, true, same)");
        assertThat(put(Opcode.UPDATE, row).at(json(KeySource.byDefault(), Strategy.MERGE_BY_SCRIPT)))
                .containsExactly(
                        "EditJson(items:id:7, [MakeObject([]) Put([id], 7) Remove([parent]) Put([price], \"1\")"
                                + " Put([a.b\"], \"x\")], same)");
    }

    @Test
    @DisplayName("R28: RedisJSON's paths would reach another field")
    void rejectsNamesThatPathsCannotReach() {
        Mapping blank = mapping("id", " id", "doc", "doc");
        Row missing = item("7", "3", "1", MISSING, "x");
        assertThat(put(Opcode.UPDATE, missing).at(jsonMapped(Strategy.REPLACE, blank)))
                .containsExactly("record.name-unreachable");
        assertThat(put(Opcode.CREATE, ITEM).at(jsonMapped(Strategy.MERGE_BY_SCRIPT, blank)))
                .containsExactly("record.name-unreachable");
        assertThat(put(Opcode.CREATE, ITEM).at(jsonMapped(Strategy.REPLACE, mapping("id", " id"))))
                .as("whole documents need no path")
                .containsExactly("PutJson(items:id:7, {\" id\":7}, same)");
    }

    @Test
    void jsonColumnsAreMergedAsOneValue() {
        assertThat(put(Opcode.CREATE, item("7", "3", "1", "{\"n\":null}", "x"))
                        .at(jsonMapped(Strategy.MERGE, mapping("doc", "doc"))))
                .containsExactly("EditJson(items:id:7, [MakeObject([]) Put([doc], {\"n\":null})], same)");
        assertThat(put(Opcode.CREATE, item("7", "3", "1", "[null]", "x"))
                        .at(jsonMapped(Strategy.MERGE, mapping("doc", "doc"))))
                .containsExactly("MergeJson(items:id:7, {\"doc\":[null]}, false, same)");
    }

    @Test
    @DisplayName("P47: a parent never wipes what is nested into its document")
    void jsonParentLeavesItsChildrenAlone() {
        JsonOutput parent = new JsonOutput(
                "target",
                KeySource.byDefault(),
                Expire.NONE,
                mapping("id", "id", "doc", "lines"),
                Strategy.REPLACE,
                List.of(List.of("lines"), List.of("x", "y")),
                table -> true);
        assertThat(put(Opcode.CREATE, ITEM).at(parent))
                .containsExactly("PutJsonFields(items:id:7, [id 7], [lines x], same)");
        assertThat(deleteByKey().at(parent)).containsExactly("RemoveParent(items:id:7, [[lines] [x y]])");
        assertThat(truncate().at(parent)).isEmpty();
    }

    // --- nest

    @Test
    void nestsAnEntryWithoutItsNulls() {
        assertThat(put(Opcode.CREATE, item("7", "3", null, "{\"n\":null}", "x")).at(nest()))
                .containsExactly("EditJson(Order:id:3, [MakeObject([]) MakeObject([lines]) Put([lines 7],"
                        + " {\"id\":7,\"parent\":3,\"doc\":{\"n\":null},\"a.b\\\"\":\"x\"})], same)");
    }

    @Test
    @DisplayName("R8: a child that moves leaves its old parent")
    void nestMoves() {
        String entry = "EditJson(Order:id:4, [MakeObject([]) MakeObject([lines]) Put([lines 7],"
                + " {\"id\":7,\"parent\":4})], same)";
        assertThat(update(item("7", "3", null, null, null), item("7", "4", null, null, null))
                        .at(nest()))
                .containsExactly("RemoveNested(Order:id:3, [lines], 7, [[lines] [other]])", entry);
        assertThat(update(item("7", null, null, null, null), item("7", "4", null, null, null))
                        .at(nest()))
                .containsExactly(entry);
        assertThat(update(item("7", "3", null, null, null), item("7", null, null, null, null))
                        .at(nest()))
                .containsExactly("RemoveNested(Order:id:3, [lines], 7, [[lines] [other]])");
        assertThat(put(Opcode.CREATE, item("7", null, null, null, null)).at(nest()))
                .isEmpty();
    }

    @Test
    void nestKeepsWhatWasNotSent() {
        Row before = item("7", "3", "1", "{}", "x");
        assertThat(put(Opcode.UPDATE, item("7", "3", null, MISSING, "y")).at(nest()))
                .as("the parent may have changed")
                .containsExactly("record.value-unavailable");
        assertThat(update(before, item("7", "4", null, MISSING, "y")).at(nest()))
                .element(1)
                .asString()
                .contains("\"doc\":{}");
        NestOutput byKey = new NestOutput(
                "target",
                "Order:id:",
                path("id"),
                path("id"),
                List.of("lines"),
                List.of(List.of("lines")),
                Expire.NONE,
                mapping("price", "price", "doc", "doc"));
        assertThat(put(Opcode.UPDATE, item("7", "3", null, MISSING, "y")).at(byKey))
                .containsExactly("EditJson(Order:id:7, [MakeObject([]) MakeObject([lines]) MakeObject([lines 7])"
                        + " Remove([lines 7 price])], same)");
    }

    @Test
    void nestDeletes() {
        String removed = "RemoveNested(Order:id:3, [lines], 7, [[lines] [other]])";
        assertThat(delete(ITEM).at(nest())).containsExactly(removed);
        assertThat(delete(ITEM).full().at(nest())).containsExactly(removed);
        assertThat(deleteByKey().at(nest())).containsExactly("record.value-unavailable");
        assertThat(truncate().at(nest())).isEmpty();
    }

    // --- set, sorted set, string, stream

    @Test
    void setFollowsItsMembers() {
        Output output = set(BY_PARENT, "price");
        assertThat(put(Opcode.READ, ITEM).at(output)).containsExactly("AddMember(3, 9.90, same)");
        assertThat(update(ITEM, item("7", "3", "2", "1", "x")).at(output))
                .containsExactly("RemoveMember(3, 9.90)", "AddMember(3, 2, same)");
        assertThat(update(ITEM, item("7", "4", "9.90", "1", "x")).at(output))
                .containsExactly("RemoveMember(3, 9.90)", "AddMember(4, 9.90, same)");
        assertThat(update(ITEM, ITEM).at(output)).containsExactly("AddMember(3, 9.90, same)");
        assertThat(delete(ITEM).at(output)).containsExactly("RemoveMember(3, 9.90)");
        assertThat(delete(ITEM).full().at(set(by("before.parent"), "price"))).containsExactly("RemoveMember(3, 9.90)");
        assertThat(put(Opcode.CREATE, item("7", "3", null, "1", "x")).at(output))
                .containsExactly("record.member-null");
        assertThat(put(Opcode.UPDATE, item("7", "3", MISSING, "1", "x")).at(output))
                .containsExactly("record.value-unavailable");
        assertThat(truncate().at(output)).isEmpty();
    }

    @Test
    void sortedSetFollowsMembersAndScores() {
        Output output = sortedSet("price");
        assertThat(put(Opcode.CREATE, ITEM).at(output)).containsExactly("PutScore(all, 7, 9.90, same)");
        assertThat(put(Opcode.UPDATE, item("7", "3", "2", "1", "x")).at(output))
                .containsExactly("PutScore(all, 7, 2, same)");
        assertThat(deleteByKey().at(output)).containsExactly("RemoveScore(all, 7)");
        assertThat(put(Opcode.CREATE, item("7", "3", null, "1", "x")).at(output))
                .containsExactly("record.score-null");
        assertThat(put(Opcode.UPDATE, item("7", "3", MISSING, "1", "x")).at(output))
                .containsExactly("record.value-unavailable");
        assertThat(new SortedSetOutput("target", BY_PARENT, Expire.after(0), path("id"), path("price")))
                .satisfies(expired ->
                        assertThat(put(Opcode.CREATE, ITEM).at(expired)).containsExactly("DeleteKey(3, sorted_set)"));
    }

    @ParameterizedTest
    @CsvSource({
        "1e3, 1000",
        "-0.50, -0.50",
        "Infinity, +inf",
        "-Infinity, -inf",
        "9223372036854775807, 9223372036854775807"
    })
    void scoresAreNumbers(String text, String score) {
        assertThat(put(Opcode.CREATE, item("7", "3", "1", "1", text)).at(sortedSet("a\\.b\"")))
                .containsExactly("PutScore(all, 7, " + score + ", same)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "NaN", "1e400", "0x10", "true"})
    void otherScoresAreRejected(String text) {
        assertThat(put(Opcode.CREATE, item("7", "3", "1", "1", text)).at(sortedSet("a\\.b\"")))
                .containsExactly("record.score-not-numeric");
    }

    @Test
    void stringIsOneField() {
        Output output = new StringOutput("target", KeySource.byDefault(), Expire.after(5), path("doc"), table -> true);
        assertThat(put(Opcode.CREATE, item("7", "3", "1", "{\"a\":1}", "x")).at(output))
                .containsExactly("PutString(items:id:7, {\"a\":1}, 5s)");
        assertThat(put(Opcode.UPDATE, item("7", "3", "1", null, "x")).at(output))
                .containsExactly("DeleteKey(items:id:7, string)");
        assertThat(put(Opcode.UPDATE, item("7", "3", "1", MISSING, "x")).at(output))
                .containsExactly("SetExpiry(items:id:7, 5s)");
        assertThat(put(Opcode.CREATE, item("7", "3", "1", MISSING, "x")).at(output))
                .containsExactly("record.value-unavailable");
        assertThat(truncate().at(output)).containsExactly("ClearTable(items:id:, string)");
    }

    @Test
    void streamAppendsEachChange() {
        Output output = new StreamOutput(
                "target", by("table", RowFormat.FULL), Expire.NONE, mapping("id", "n", "price", "price"), false);
        assertThat(put(Opcode.READ, ITEM).full().at(output))
                .containsExactly("Append(items, [n 7 price 9.90 op_code r], Optional.empty, same)");
        assertThat(update(ITEM, item("7", "3", null, "1", "x")).full().at(output))
                .containsExactly("Append(items, [n 7 op_code u], Optional.empty, same)");
        assertThat(delete(ITEM).full().at(output))
                .containsExactly("Append(items, [n 7 price 9.90 op_code d], Optional.empty, same)");
        assertThat(deleteByKey().full().at(output))
                .containsExactly("Append(items, [n 7 op_code d], Optional.empty, same)");
        assertThat(put(Opcode.UPDATE, item("7", "3", MISSING, "1", "x")).full().at(output))
                .containsExactly("record.value-unavailable");
        assertThat(truncate().full().at(output)).isEmpty();
    }

    @Test
    void truncatesOnlyDefaultKeys() {
        assertThat(truncate().at(json(KeySource.byDefault(), Strategy.REPLACE)))
                .containsExactly("ClearTable(items:id:, ReJSON-RL)");
        assertThat(truncate().at(json(BY_PARENT, Strategy.REPLACE))).isEmpty();
        assertThat(truncate().at(hash(BY_PARENT, Mapping.ALL, false))).isEmpty();
    }

    private static List<String> keyOf(@Nullable Object value) {
        KeySource key = KeySource.computed(new Constant(value), RowFormat.PARTIAL);
        return put(Opcode.CREATE, ITEM).at(hash(key, mapping("id", "id"), false));
    }

    private static List<String> expiring(@Nullable Object seconds) {
        Expire expire = Expire.computed(new Constant(seconds));
        Output output = new HashOutput(
                "target", KeySource.byDefault(), expire, mapping("id", "id"), Optional.empty(), table -> true);
        return put(Opcode.UPDATE, ITEM).at(output);
    }

    private static HashOutput hash(KeySource key, Mapping mapping, boolean replace) {
        return new HashOutput(
                "target",
                key,
                Expire.NONE,
                mapping,
                replace ? Optional.of(UpdateStrategy.REPLACE) : Optional.empty(),
                table -> true);
    }

    private static JsonOutput json(KeySource key, Strategy strategy) {
        return new JsonOutput("target", key, Expire.NONE, Mapping.ALL, strategy, List.of(), table -> true);
    }

    private static JsonOutput jsonMapped(Strategy strategy, Mapping mapping) {
        return new JsonOutput(
                "target", KeySource.byDefault(), Expire.NONE, mapping, strategy, List.of(), table -> true);
    }

    private static NestOutput nest() {
        return new NestOutput(
                "target",
                "Order:id:",
                path("parent"),
                path("id"),
                List.of("lines"),
                List.of(List.of("lines"), List.of("other")),
                Expire.NONE,
                Mapping.ALL);
    }

    private static SetOutput set(KeySource key, String member) {
        return new SetOutput("target", key, Expire.NONE, path(member));
    }

    private static SortedSetOutput sortedSet(String score) {
        KeySource key = KeySource.computed(new Constant("all"), RowFormat.PARTIAL);
        return new SortedSetOutput("target", key, Expire.NONE, path("id"), path(score));
    }

    private static KeySource by(String path) {
        return by(path, path.contains(".") ? RowFormat.FULL : RowFormat.PARTIAL);
    }

    private static KeySource by(String path, RowFormat format) {
        return KeySource.computed(new FieldReference(path(path)), format);
    }

    private static Mapping mapping(String... pairs) {
        List<Mapping.Entry> entries = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            entries.add(new Mapping.Entry(path(pairs[i]), pairs[i + 1]));
        }
        return new Mapping(entries);
    }

    private static FieldPath path(String text) {
        return FieldPath.parse(text);
    }
}
