package dev.rdi.control.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.config.SecretObject;
import dev.rdi.config.SecretProvider;
import dev.rdi.config.SecretProviders;
import dev.rdi.config.secret.References;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultClientIT {

    private static final String PATH = "secret/data/db-pass";

    private final VaultServer vault = new VaultServer();
    private final MovingClock clock = new MovingClock();
    private final Path folder;

    VaultClientIT(@TempDir Path folder) {
        this.folder = folder;
        vault.tokens.add("root");
        vault.put(PATH, "{\"password\": \"geheim\", \"port\": 5432, \"more\": {\"a\": 1}}");
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    private VaultClient client(String parameters, Map<String, String> variables) {
        String config = "secret-providers: {v: {type: vault, parameters: {" + parameters + "}}}";
        SecretProvider provider =
                SecretProviders.of(config, References.environment(variables)).get("v");
        assertThat(provider).as(config).isNotNull();
        return new VaultClient("v", provider.parameters(), References.environment(variables), clock);
    }

    private VaultClient client(String parameters) {
        return client("vaultAddress: '" + vault.address() + "', " + parameters, Map.of());
    }

    private static String value(VaultClient client, String path, String key) {
        SecretObject object = new SecretObject(Optional.of("o"), Optional.of(path), Optional.empty());
        return client.value(object, key).reveal();
    }

    private static void assertFails(ThrowingCallable call, ErrorKind kind, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RdiException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.what()).doesNotContain("canary", "geheim");
        });
    }

    @Test
    void readsWithATokenOfTheParametersAVariableOrAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "root\n");

        assertThat(value(client("token: root"), PATH, "password")).isEqualTo("geheim");
        assertThat(value(client("tokenFile: '" + file + "'"), PATH, "port")).isEqualTo("5432");
        VaultClient byVariable = client("vaultAddress: '" + vault.address() + "'", Map.of("VAULT_TOKEN", "root"));
        assertThat(value(byVariable, PATH, "more")).isEqualTo("{\"a\":1}");
    }

    @Test
    void readsTheFirstVersionOfTheEngineToo() {
        vault.secrets.put("kv/old", "{\"data\": {\"data\": \"a\", \"password\": \"b\"}}");

        assertThat(value(client("token: root"), "/kv/old", "password")).isEqualTo("b");
        assertThat(value(client("token: root"), "/kv/old", "data")).isEqualTo("a");
    }

    @Test
    void logsInWithAppRoleAndWithKubernetes() throws IOException {
        Path jwt = Files.writeString(folder.resolve("jwt"), "jwt of the pod\n");
        Path secretId = Files.writeString(folder.resolve("id"), "secret id\n");

        assertThat(value(client("roleId: role, secretIdFile: '" + secretId + "'"), PATH, "password"))
                .isEqualTo("geheim");
        assertThat(value(
                        client("roleName: database, vaultAuthMountPath: k8s, vaultNamespace: team-a,"
                                + " serviceAccountTokenFile: '" + jwt + "'"),
                        PATH,
                        "password"))
                .isEqualTo("geheim");
        assertThat(vault.requests).contains("POST auth/approle/login", "POST auth/k8s/login");
        assertThat(vault.namespaces).hasSize(2).containsOnly("team-a");
    }

    @Test
    void aRotatedSecretArrivesAfterTheRefreshInterval() {
        VaultClient client = client("token: root, refreshIntervalMs: 10000");
        assertThat(value(client, PATH, "password")).isEqualTo("geheim");
        vault.put(PATH, "{\"password\": \"new\"}");
        clock.move(Duration.ofSeconds(9));
        assertThat(value(client, PATH, "password")).isEqualTo("geheim");
        clock.move(Duration.ofSeconds(1));
        assertThat(value(client, PATH, "password")).isEqualTo("new");
    }

    @Test
    void logsInAgainBeforeALeaseEndsAndWhenATokenIsRevoked() {
        VaultClient client = client("roleId: role, secretId: 'secret id', refreshIntervalMs: 1000");
        value(client, PATH, "password");
        clock.move(Duration.ofSeconds(1));
        value(client, PATH, "password");
        assertThat(vault.requests).filteredOn(it -> it.endsWith("login")).hasSize(1);
        clock.move(Duration.ofMinutes(30));
        value(client, PATH, "password");
        assertThat(vault.requests).filteredOn(it -> it.endsWith("login")).hasSize(2);
        vault.tokens.clear();
        clock.move(Duration.ofSeconds(1));
        assertThat(value(client, PATH, "password")).isEqualTo("geheim");
        assertThat(vault.requests).filteredOn(it -> it.endsWith("login")).hasSize(3);
    }

    @Test
    void renewsATokenThatWasGiven() {
        VaultClient client = client("token: root, refreshIntervalMs: 1000");
        value(client, PATH, "password");
        clock.move(Duration.ofMinutes(30));
        value(client, PATH, "password");

        assertThat(vault.requests).filteredOn(it -> it.endsWith("renew-self")).hasSize(1);
    }

    @Test
    void triesAgainWhatMayPass() {
        vault.failures.set(2);
        VaultClient client = client("roleId: role, secretId: 'secret id'");

        assertThat(value(client, PATH, "password")).isEqualTo("geheim");
        vault.failureStatus = 429;
        vault.failures.set(1000);
        assertFails(() -> value(client, "secret/data/other", "x"), ErrorKind.TRANSIENT, "vault.unavailable");
    }

    @Test
    void askingForManySecretsOfAVaultThatIsAwayWaitsOnce() {
        vault.failures.set(3);
        VaultClient client = client("roleId: role, secretId: 'secret id'");
        assertFails(() -> value(client, PATH, "password"), ErrorKind.TRANSIENT, "vault.unavailable");
        assertFails(() -> value(client, "secret/data/other", "x"), ErrorKind.TRANSIENT, "vault.unavailable");
        assertThat(vault.requests).hasSize(3);
        clock.move(Duration.ofSeconds(5));
        assertThat(value(client, PATH, "password")).isEqualTo("geheim");
    }

    @Test
    void namesWhatVaultRefusesOrDoesNotHave() {
        assertFails(() -> value(client("token: canary"), PATH, "password"), ErrorKind.CONFIG, "vault.denied");
        assertFails(
                () -> value(client("token: root"), "secret/db-pass", "password"), ErrorKind.CONFIG, "vault.not-found");
        assertFails(() -> value(client("token: root"), PATH, "passwort"), ErrorKind.CONFIG, "vault.key-missing");
        assertFails(
                () -> value(client("roleId: role, secretId: canary"), PATH, "password"),
                ErrorKind.CONFIG,
                "vault.login-refused");
        assertFails(() -> value(client("tokenFile: /no/file"), PATH, "x"), ErrorKind.CONFIG, "vault.no-credentials");
        assertFails(() -> value(client("token: \"canary\\n\""), PATH, "x"), ErrorKind.CONFIG, "vault.no-credentials");
        assertFails(() -> value(client(""), PATH, "x"), ErrorKind.CONFIG, "vault.no-credentials");
        vault.secrets.put("text", "<html>geheim");
        assertFails(() -> value(client("token: root"), "text", "x"), ErrorKind.CONFIG, "vault.unexpected");
    }

    @Test
    void aVaultThatIsAwayOrSilentIsNoReasonToWaitLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            String address = "http://127.0.0.1:" + silent.getLocalPort();
            VaultClient client =
                    client("vaultAddress: '" + address + "', roleId: a, secretId: b, timeoutMs: 100", Map.of());
            assertFails(() -> value(client, PATH, "x"), ErrorKind.TRANSIENT, "vault.unreachable");
        }
        vault.close();
        assertFails(() -> value(client("token: root"), PATH, "x"), ErrorKind.TRANSIENT, "vault.unreachable");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertFails(
                () -> client("vaultAddress: 'vault:8200', token: x", Map.of()), ErrorKind.CONFIG, "vault.bad-address");
        assertFails(
                () -> client("vaultAddress: 'https://v', token: x, vaultCACertPath: /no/file", Map.of()),
                ErrorKind.CONFIG,
                "vault.bad-ca");
    }
}
