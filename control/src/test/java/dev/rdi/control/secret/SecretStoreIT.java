package dev.rdi.control.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.config.secret.Secret;
import dev.rdi.embedded.RedisServer;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("P23: secrets in the RDI database")
class SecretStoreIT {

    private static final String KEY = "rdi:{shop}:secrets";
    private static final MasterKey FIRST = MasterKey.generate();
    private static final MasterKey SECOND = MasterKey.generate();

    private static RedisServer server;

    private RedisConnection redis;
    private final SecretStore store = store(FIRST);

    SecretStoreIT() {
        redis = RedisConnection.open(RedisAddress.parse(server.url()), "");
    }

    @BeforeAll
    static void startServer() {
        server = RedisServer.builder().start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void clear() {
        server.call("FLUSHALL");
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private static SecretStore store(MasterKey... keys) {
        return new SecretStore("default", "shop", MasterKeys.of(keys));
    }

    private void put(SecretStore into, String name, String value) {
        into.put(redis, name, SecretType.SIMPLE, new Secret(value));
    }

    private static void assertFails(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RdiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void keepsListsReplacesAndRemovesSecrets() {
        assertThat(store.put(redis, "B", SecretType.FILE, new Secret("-----BEGIN\nä€😀\n")))
                .isTrue();
        assertThat(store.put(redis, "a.b-c_1", SecretType.SIMPLE, new Secret("")))
                .isTrue();
        assertThat(store.put(redis, "a.b-c_1", SecretType.SIMPLE, new Secret("x")))
                .isFalse();
        assertThat(store.create(redis, "a.b-c_1", SecretType.SIMPLE, new Secret("y")))
                .isFalse();

        assertThat(store.list(redis))
                .containsExactly(new SecretEntry("B", SecretType.FILE), new SecretEntry("a.b-c_1", SecretType.SIMPLE));
        assertThat(store.find(redis, "B").orElseThrow().reveal()).isEqualTo("-----BEGIN\nä€😀\n");
        assertThat(store.find(redis, "a.b-c_1").orElseThrow().reveal()).isEqualTo("x");
        assertThat(store.describe(redis, "B")).contains(new SecretEntry("B", SecretType.FILE));
        assertThat(store.delete(redis, "B")).isTrue();
        assertThat(store.delete(redis, "B")).isFalse();
        assertThat(store.find(redis, "B")).isEmpty();
        assertThat(store.describe(redis, "none")).isEmpty();
    }

    @Test
    void theVersionGrowsWithEachChangeAndWithNothingElse() {
        List<String> versions = new ArrayList<>(List.of(store.version(redis)));
        put(store, "A", "1");
        versions.add(store.version(redis));
        put(store, "A", "1");
        versions.add(store.version(redis));
        store.delete(redis, "A");
        versions.add(store.version(redis));
        store.delete(redis, "A");
        store.list(redis);

        assertThat(versions).doesNotHaveDuplicates().isSorted();
        assertThat(store.version(redis)).isEqualTo(versions.get(3));
    }

    @Test
    @DisplayName("R72: nothing in clear")
    void storesNothingInClear() {
        put(store, "A", "canary-of-a-secret");

        assertThat(contents()).contains(FIRST.id(), "A").doesNotContain("canary-of");
        assertThat(server.call("HGET", KEY, "A")).isNotEqualTo(envelopeOfTheSameAgain());
    }

    private String contents() {
        return ((List<?>) redis.require("HGETALL", KEY))
                .stream().map(RedisConnection::text).collect(Collectors.joining("\n"));
    }

    private String envelopeOfTheSameAgain() {
        put(store, "A", "canary-of-a-secret");
        return server.call("HGET", KEY, "A");
    }

    @Test
    void namesAWrongKeyBeforeAnythingIsStoredUnderIt() {
        put(store, "A", "1");

        assertFails(() -> put(store(SECOND), "B", "2"), "secrets.wrong-master-key");
        assertFails(() -> store(SECOND).find(redis, "A"), "secrets.wrong-master-key");
        assertFails(() -> store(SECOND).check(redis), "secrets.wrong-master-key");
        assertThatThrownBy(() -> store(SECOND).check(redis)).hasMessageContaining(FIRST.id());
        assertFails(() -> store(new MasterKey(FIRST.id(), new byte[32])).check(redis), "secrets.damaged");
        assertThat(store.list(redis)).hasSize(1);
        store.check(redis);
    }

    @Test
    void whoHasLostTheKeyDeletesEverythingAndBeginsAnew() {
        put(store, "A", "1");
        put(store, "B", "1");
        assertThat(store(SECOND).delete(redis, "A")).isTrue();
        assertFails(() -> put(store(SECOND), "B", "2"), "secrets.wrong-master-key");
        assertThat(store(SECOND).delete(redis, "B")).isTrue();

        put(store(SECOND), "A", "2");
        assertThat(store(SECOND).find(redis, "A").orElseThrow().reveal()).isEqualTo("2");
    }

    @Test
    void withoutAKeyNamesAreListedAndNothingIsStoredOrRead() {
        SecretStore keyless = new SecretStore("default", "shop", MasterKeys.none());
        assertFails(() -> put(keyless, "A", "1"), "secrets.no-master-key");
        assertThat(server.call("EXISTS", KEY)).isEqualTo("0");
        put(store, "A", "1");

        assertFails(() -> keyless.find(redis, "A"), "secrets.no-master-key");
        assertThatThrownBy(() -> keyless.find(redis, "A"))
                .isInstanceOfSatisfying(
                        RdiException.class, e -> assertThat(e.cure()).contains("generate-master-key"));
        assertThat(keyless.find(redis, "B")).isEmpty();
        assertThat(keyless.list(redis)).hasSize(1);
        assertThat(keyless.delete(redis, "A")).isTrue();
    }

    @Test
    void refusesAnEnvelopeThatWasChangedOrMoved() {
        put(store, "A", "1");
        put(new SecretStore("default", "other", MasterKeys.of(FIRST)), "A", "2");
        String mine = server.call("HGET", KEY, "A");

        server.call("HSET", KEY, "A", server.call("HGET", "rdi:{other}:secrets", "A"));
        assertFails(() -> store.find(redis, "A"), "secrets.damaged");
        server.call("HSET", KEY, "B", mine);
        assertFails(() -> store.find(redis, "B"), "secrets.damaged");
        server.call("HSET", KEY, "A", mine.replace(":simple:", ":file:"));
        assertFails(() -> store.find(redis, "A"), "secrets.damaged");
        server.call("HSET", KEY, "A", mine.substring(0, mine.length() - 8) + "AAAAAAAA");
        assertFails(() -> store.find(redis, "A"), "secrets.damaged");
        server.call("HSET", KEY, "A", "v9:" + mine);
        assertFails(() -> store.find(redis, "A"), "secrets.damaged");
        server.call("HSET", KEY, "A", mine);
        assertThat(store.find(redis, "A").orElseThrow().reveal()).isEqualTo("1");
        assertFails(
                () -> new SecretStore("elsewhere", "shop", MasterKeys.of(FIRST)).find(redis, "A"), "secrets.damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#canary", "#version", "a b", "a/b", ".hidden", "-x", "a:b", "ä", "a\n"})
    void refusesNamesThatNoReferenceHas(String name) {
        assertFails(() -> put(store, name, "1"), "secrets.bad-name");
        assertThat(store.find(redis, name)).isEmpty();
        assertThat(store.delete(redis, name)).isFalse();
    }

    @Test
    void refusesWhatIsTooLargeAndWhatIsNotBase64() {
        put(store, "A", "x".repeat(SecretStore.MAX_BYTES));
        assertFails(() -> put(store, "A", "x".repeat(SecretStore.MAX_BYTES + 1)), "secrets.too-large");
        assertFails(
                () -> store.put(redis, "A", SecretType.BINARY_FILE, new Secret("not base64!")), "secrets.bad-value");
        assertThat(store.find(redis, "A").orElseThrow().reveal()).hasSize(SecretStore.MAX_BYTES);
    }

    @Test
    @DisplayName("R71: a key is replaced while others read")
    void rotatesUnderReadersAndWriters() throws ExecutionException, InterruptedException {
        IntStream.range(0, 50).forEach(i -> put(store, "S" + i, "value " + i));
        SecretStore both = store(SECOND, FIRST);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> reads = List.of(readers.submit(reader(done)), readers.submit(reader(done)));
            assertThat(both.rotate(redis)).isEqualTo(50);
            put(both, "late", "value");
            done.set(true);
            for (Future<Integer> read : reads) {
                assertThat(read.get()).isPositive();
            }
        } finally {
            readers.shutdownNow();
        }
        assertThat(both.rotate(redis)).isZero();
        assertThat(contents()).doesNotContain(FIRST.id());
        assertThat(store(SECOND).find(redis, "S7").orElseThrow().reveal()).isEqualTo("value 7");
        assertFails(() -> put(store, "A", "1"), "secrets.wrong-master-key");
    }

    /** Reads all the time; returns how often. */
    private static Callable<Integer> reader(AtomicBoolean done) {
        return () -> {
            int reads = 0;
            try (RedisConnection own = RedisConnection.open(RedisAddress.parse(server.url()), "")) {
                do {
                    String value = store(FIRST, SECOND)
                            .find(own, "S" + reads % 50)
                            .orElseThrow()
                            .reveal();
                    assertThat(value).isEqualTo("value " + reads % 50);
                    reads++;
                } while (!done.get());
            }
            return reads;
        };
    }
}
