package dev.rdi.control.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.config.secret.References;
import dev.rdi.config.secret.Secret;
import dev.rdi.control.PipelineSpec;
import dev.rdi.embedded.RedisServer;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where values come from, and how a change of them is noticed. */
class PipelineReferencesIT {

    private static final MasterKeys KEYS = MasterKeys.of(MasterKey.generate());
    private static final Duration LONG = Duration.ofMinutes(1);

    private static RedisServer server;

    private final RedisPool pool;
    private final VaultServer vault = new VaultServer();
    private final MovingClock clock = new MovingClock();
    private final List<String> told = new ArrayList<>();
    private final Path folder;

    PipelineReferencesIT(@TempDir Path folder) {
        this.folder = folder;
        this.pool = new RedisPool(RedisAddress.parse(server.url()), "");
        vault.tokens.add("root");
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
        pool.close();
        vault.close();
    }

    private PipelineReferences source(Map<String, String> variables) {
        return new PipelineReferences(pool, "default", KEYS, Optional.of(folder), variables, clock);
    }

    private void store(String name, String value) {
        pool.run(
                new Keys("shop").secrets(),
                redis -> new SecretStore("default", "shop", KEYS)
                        .put(redis, name, SecretType.SIMPLE, new Secret(value)));
    }

    private void file(String name, String value) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, value);
    }

    private PipelineSpec spec(String password) {
        String config = """
                sources: {s: {type: external}}
                targets: {target: {connection: {type: redis, host: localhost, port: 1, password: "%s", cacert: "%s"}}}
                secret-providers:
                  v:
                    type: vault
                    parameters:
                      vaultAddress: %s
                      token: ${ROOT_TOKEN}
                      refreshIntervalMs: 1000
                      objects:
                      - {objectName: credentials, secretPath: secret/data/db}
                      - {objectName: password, secretPath: secret/data/db, secretKey: pass}
                """.formatted(password, folder.resolve("ca.pem"), vault.address());
        return new PipelineSpec(config, Map.of());
    }

    private static void assertFails(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RdiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void asksTheStoreThenTheFilesThenTheVariables() throws IOException {
        References references =
                source(Map.of("A", "v", "B", "v", "C", "v", "D", "v")).of("shop", spec("x"));
        store("A", "stored");
        file("A", "file");
        file("B", "file");
        file("C", "file");
        file("shop/B", "own file");
        file("other/C", "of another");

        assertThat(references.find("A")).contains("stored");
        assertThat(references.find("B")).contains("own file");
        assertThat(references.find("C")).contains("file");
        assertThat(references.find("D")).contains("v");
        assertThat(references.find("E")).isEmpty();
        assertThat(references.find("shop/B")).isEmpty();
    }

    @Test
    void asksAProviderForWhatNobodyElseHas() throws IOException {
        vault.put("secret/data/db", "{\"user\": \"ann\", \"pass\": \"geheim\"}");
        References references = source(Map.of("ROOT_TOKEN", "root")).of("shop", spec("x"));

        assertThat(references.find("secret:v:credentials:user")).contains("ann");
        assertThat(references.find("secret:v:password")).contains("geheim");
        assertThat(references.find("secret:v:password:user")).contains("ann");
        assertThat(references.find("password")).contains("geheim");
        assertThat(references.find("credentials")).isEmpty();
        file("password", "file");
        assertThat(references.find("password")).contains("file");
        assertFails(() -> references.find("secret:w:credentials:user"), "secrets.unknown-provider");
        assertFails(() -> references.find("secret:v:other:user"), "secrets.unknown-object");
        assertFails(() -> references.find("secret:v:credentials"), "secrets.unknown-object");
        assertFails(() -> references.find("secret:v:credentials:none"), "vault.key-missing");
    }

    private SecretWatch watch(String password) {
        SecretWatch watch = new SecretWatch(source(Map.of("ROOT_TOKEN", "root")), clock);
        watch.watch("shop", spec(password), told::add);
        return watch;
    }

    /** Looks as often as it takes for a change to be told, and once more. */
    private void look(SecretWatch watch) {
        watch.look();
        watch.look();
        watch.look();
    }

    @Test
    @DisplayName("R71: a change of a stored secret is told once, and nothing else")
    void tellsAChangeOfAStoredSecret() {
        store("P", "1");
        SecretWatch watch = watch("${P}");
        look(watch);
        store("P", "1");
        store("OTHER", "2");
        look(watch);
        assertThat(told).isEmpty();
        store("P", "2");
        look(watch);
        assertThat(told).containsExactly("shop");
        server.call("DEL", "rdi:{shop}:secrets");
        look(watch);
        assertThat(told).as("a value that is gone").hasSize(1);
        watch.forget("shop");
        store("P", "3");
        look(watch);
        assertThat(told).hasSize(1);
    }

    @Test
    @DisplayName("R71: files, as Kubernetes and agents exchange them")
    void tellsAChangeOfAFile() throws IOException {
        mount("1", "a");
        Files.createSymbolicLink(folder.resolve("P"), Path.of("..data/P"));
        SecretWatch watch = watch("${P}");
        mount("2", "a");
        look(watch);
        assertThat(told).as("equal content").isEmpty();
        mount("3", "b");
        look(watch);
        assertThat(told).hasSize(1);
        file("shop/P", "c");
        look(watch);
        assertThat(told).hasSize(2);
    }

    /** Writes a new folder and turns the link to it, as the kubelet does. */
    private void mount(String version, String value) throws IOException {
        file("..version-" + version + "/P", value);
        Path link = folder.resolve("..data-new");
        Files.createSymbolicLink(link, Path.of("..version-" + version));
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void tellsAChangeOfACertificateThatIsNamedByItsPath() throws IOException {
        file("ca.pem", "one");
        SecretWatch watch = watch("x");
        file("ca.pem", "another");
        look(watch);
        assertThat(told).hasSize(1);
        Files.delete(folder.resolve("ca.pem"));
        look(watch);
        file("ca.pem", "another");
        look(watch);
        assertThat(told).as("the same again").hasSize(1);
    }

    @Test
    void tellsAChangeAtAProviderAndNotThatItIsAway() {
        vault.put("secret/data/db", "{\"user\": \"ann\"}");
        SecretWatch watch = watch("${secret:v:credentials:user}");
        vault.put("secret/data/db", "{\"user\": \"bob\"}");
        vault.failureStatus = 400;
        vault.failures.set(3);
        clock.move(LONG);
        look(watch);
        assertThat(told).isEmpty();
        vault.failures.set(0);
        clock.move(LONG);
        look(watch);
        assertThat(told).hasSize(1);
    }
}
