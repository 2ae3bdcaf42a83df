package dev.rdi.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rdi.control.api.TestApi.Answer;
import dev.rdi.embedded.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginIT {

    private static RedisServer redis;

    private TestApi api;

    LoginIT() {
        redis.call("FLUSHALL");
        api = new TestApi(redis);
    }

    @BeforeAll
    static void startServer() {
        redis = RedisServer.builder().start();
    }

    @AfterAll
    static void stopServer() {
        redis.close();
    }

    @BeforeEach
    void ready() {
        assertThat(api.send("GET", "/healthz", "", "").status()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aTokenSaysUntilWhenItCounts() throws IOException {
        String token = api.login(TestApi.ADMIN, TestApi.PASSWORD);
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        assertThat(claims.path("sub").asText()).isEqualTo(TestApi.ADMIN);
        assertThat(claims.path("role").asText()).isEqualTo("admin");
        assertThat(claims.path("exp").asLong()).isGreaterThan(claims.path("iat").asLong());
    }

    @Test
    void refusesWrongCredentialsAlike() {
        Answer wrong = login(TestApi.ADMIN, "wrong");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(login("nobody", "wrong").body()).isEqualTo(wrong.body());
        assertThat(api.send("POST", "/api/v1/login", "", "{}").status()).isEqualTo(401);
    }

    @Test
    void refusesATokenThatIsNotOurs() {
        String token = api.login(TestApi.ADMIN, TestApi.PASSWORD);
        String[] parts = token.split("\\.", -1);
        String none = encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".";
        String other = encode("{\"alg\":\"HS512\",\"typ\":\"JWT\"}") + "." + parts[1] + "." + parts[2];
        String forged =
                parts[0] + "." + encode("{\"sub\":\"admin\",\"role\":\"admin\",\"exp\":99999999999}") + "." + parts[2];
        for (String bad : List.of(none, other, forged, "", "x", "a.b.c", parts[0] + "..", token + "x", "ä.ö.ü")) {
            assertThat(users(bad)).as(bad).isEqualTo(401);
        }
        assertThat(users(token)).isEqualTo(200);
    }

    @Test
    void aTokenEndsWithThePasswordTheRoleAndTheUser() {
        String admin = api.login(TestApi.ADMIN, TestApi.PASSWORD);
        create(admin, "bob", "admin");
        String bob = api.login("bob", "bobs password");
        assertThat(users(bob)).isEqualTo(200);
        api.send("PATCH", "/api/v2/users/bob", admin, "{\"password\":\"a new password\"}");
        assertThat(users(bob)).isEqualTo(401);
        String again = api.login("bob", "a new password");
        api.send("PATCH", "/api/v2/users/bob", admin, "{\"role\":\"viewer\"}");
        assertThat(users(again)).isEqualTo(401);
        assertThat(users(api.login("bob", "a new password"))).isEqualTo(403);
        assertThat(api.send("DELETE", "/api/v2/users/bob", admin, "").status()).isEqualTo(204);
        assertThat(login("bob", "a new password").status()).isEqualTo(401);
    }

    @Test
    void theLastAdminStays() {
        String admin = api.login(TestApi.ADMIN, TestApi.PASSWORD);
        assertThat(api.send("DELETE", "/api/v2/users/admin", admin, "").status())
                .isEqualTo(409);
        assertThat(api.send("PATCH", "/api/v2/users/admin", admin, "{\"role\":\"viewer\"}")
                        .status())
                .isEqualTo(409);
        create(admin, "eve", "admin");
        assertThat(api.send("DELETE", "/api/v2/users/admin", admin, "").status())
                .isEqualTo(204);
    }

    @Test
    void limitsFailedLogins() {
        List<Integer> statuses = IntStream.range(0, 7)
                .mapToObj(i -> login(TestApi.ADMIN, "wrong " + i).status())
                .toList();
        assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 429, 429);
        Answer refused = login(TestApi.ADMIN, TestApi.PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.response().headers().firstValueAsLong("Retry-After").orElse(0))
                .isPositive();
        assertThat(login("somebody else", "wrong").status()).isEqualTo(401);
    }

    @Test
    void usersHaveProperPasswordsAndNames() {
        String admin = api.login(TestApi.ADMIN, TestApi.PASSWORD);
        assertThat(api.send("POST", "/api/v2/users", admin, user("bob", "short", "viewer"))
                        .status())
                .isEqualTo(422);
        assertThat(api.send("POST", "/api/v2/users", admin, user("a b\\n", "long enough", "viewer"))
                        .status())
                .isEqualTo(422);
        Answer several = api.send("POST", "/api/v2/users", admin, "{\"username\":1,\"role\":\"king\",\"x\":null}");
        assertThat(several.status()).isEqualTo(422);
        assertThat(several.json().path("errors").findValuesAsText("message"))
                .containsExactlyInAnyOrder(
                        "username must be a text",
                        "password is missing",
                        "role must be one of viewer, admin",
                        "there is no property called x");
        create(admin, "bob", "viewer");
        assertThat(api.send("POST", "/api/v2/users", admin, user("bob", "long enough", "viewer"))
                        .status())
                .isEqualTo(409);
        assertThat(api.send("GET", "/api/v2/users", admin, "").body())
                .contains("bob")
                .doesNotContain("hash", "$2");
    }

    @Test
    void severalServersShareTokensAndTheFirstAdmin() {
        redis.call("FLUSHALL");
        ApiSettings random = TestApi.settings().admin("root", Optional.empty());
        try (TestApi one = new TestApi(redis, random);
                TestApi two = new TestApi(redis, random)) {
            Optional<String> password = one.server().firstPassword();
            assertThat(password).hasValueSatisfying(it -> assertThat(it).hasSizeGreaterThan(20));
            assertThat(two.server().firstPassword()).isEmpty();
            String token = one.login("root", password.get());
            assertThat(two.send("GET", "/api/v2/users", token, "").status()).isEqualTo(200);
        }
    }

    private Answer login(String user, String password) {
        return api.send("POST", "/api/v1/login", "", TestApi.credentials(user, password));
    }

    private int users(String token) {
        return api.send("GET", "/api/v2/users", token.replaceAll("[^ -~]", "?"), "")
                .status();
    }

    private void create(String admin, String name, String role) {
        assertThat(api.send("POST", "/api/v2/users", admin, user(name, name + "s password", role))
                        .status())
                .isEqualTo(201);
    }

    private static String user(String name, String password, String role) {
        return "{\"username\":\"" + name + "\",\"password\":\"" + password + "\",\"role\":\"" + role + "\"}";
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
