package dev.rdi.redis.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.tls.Tls;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RightsCheckIT {

    /** The embedded server has no JSON. */
    private static final List<Rights> GROUPS = List.copyOf(EnumSet.complementOf(EnumSet.of(Rights.JSON)));

    private static final String KEY = "rdi:{default}:lease";

    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.startDefault();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void grantAll() {
        grant("reset", "on", ">p", "-@all");
        GROUPS.forEach(group -> grant(group.rules().split(" ", -1)));
        server.call("ACL", "LOG", "RESET");
    }

    @Test
    void findsNothingWhereNothingIsMissingAndDoesNothing() {
        assertThat(look()).isEmpty();
        assertThat(server.call("ACL", "LOG")).isEmpty();
        assertThat(server.call("DBSIZE")).isEqualTo("0");
    }

    @Test
    void namesEachRightThatIsMissing() {
        Set<Right> needed = GROUPS.stream()
                .flatMap(group -> group.rights().stream())
                .filter(right -> right.needed() && !right.command().equals("ping"))
                .collect(Collectors.toSet());
        assertThat(needed).hasSizeGreaterThan(40);
        for (Right right : needed) {
            grant("-" + right.command());
            assertThat(missing()).isEqualTo("lacks the rights " + right.rule());
            grant(right.rule());
        }
        assertThat(server.call("DBSIZE")).isEqualTo("0");
    }

    @Test
    void saysThatAConnectionCannotEvenBeMade() {
        grant("-ping");
        assertThatThrownBy(RightsCheckIT::look)
                .isInstanceOfSatisfying(
                        RdiException.class,
                        failure -> assertThat(failure.cure()).startsWith("ACL SETUSER rdi +ping "));
    }

    @Test
    void namesThePatternsOfKeysThatAreMissing() {
        grant("resetkeys", "~rdi:*", "~data:{rdi:*", "~staged:data:{rdi:*", "~pos:data:{rdi:*");
        Optional<RdiException> missing = look(List.of(Rights.RDI));
        assertThat(missing.map(RdiException::cure).orElse(""))
                .startsWith("ACL SETUSER rdi ~dlq:data:{rdi:* ~later:data:{rdi:* ~schemas:data:{rdi:* ");
    }

    /** Whoever may not begin a transaction would do what he only wanted to ask for. */
    @Test
    void asksForNothingMoreWhereItCannotAsk() {
        grant("-multi");
        assertThat(missing()).isEqualTo("lacks the rights +multi");
        assertThat(server.call("DBSIZE")).isEqualTo("0");
    }

    private static String missing() {
        return look().map(problem -> problem.what().replaceFirst("^.* lacks", "lacks"))
                .orElse("");
    }

    private static Optional<RdiException> look() {
        return look(GROUPS);
    }

    private static Optional<RdiException> look(List<Rights> groups) {
        RedisAddress address = new RedisAddress("127.0.0.1", server.port(), "rdi", "p", Tls.NONE);
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            return new RightsCheck(groups, List.of(), KEY).look(redis);
        }
    }

    private static void grant(String... rules) {
        for (String rule : rules) {
            assertThat(server.call("ACL", "SETUSER", "rdi", rule)).isEqualTo("OK");
        }
    }
}
