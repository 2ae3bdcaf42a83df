package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What servers of several versions say, and what is to be granted then. */
class MissingRightTest {

    private static final String SCRIPT = """
            local held = redis.call('GET', KEYS[1])
            if held then redis.call('XADD', KEYS[2], '*', 'a', 'b') end
            local groups = redis.pcall('XINFO', 'GROUPS', KEYS[1])
            return groups
            """;

    @Test
    void namesTheCommandThatTheServerNames() {
        assertThat(cure("NOPERM this user has no permissions to run the 'xadd' command", "XADD", "data:{rdi:a}"))
                .startsWith("ACL SETUSER rdi +xadd ");
        assertThat(cure("NOPERM this user has no permissions to run the 'client|kill' command", "CLIENT", "KILL"))
                .startsWith("ACL SETUSER rdi +client|kill ");
        assertThat(cure("NOPERM User rdi has no permissions to run the 'hset' command", "HSET", "k"))
                .startsWith("ACL SETUSER rdi +hset ");
    }

    @Test
    void addsTheSubcommandThatRedis6LeavesOut() {
        assertThat(cure(
                        "NOPERM this user has no permissions to run the 'client' command or its subcommand",
                        "CLIENT",
                        "LIST",
                        "TYPE",
                        "normal"))
                .startsWith("ACL SETUSER rdi +client|list ");
    }

    @Test
    void findsTheCommandInAScriptByItsLine() {
        assertThat(cure(
                        "ERR The user executing the script can't run this command or subcommand script: ab, on"
                                + " @user_script:2.",
                        "EVAL",
                        SCRIPT,
                        "1",
                        "k"))
                .startsWith("ACL SETUSER rdi +xadd ");
        assertThat(cure(
                        "ERR Error running script (call to f_ab): @user_script:1: @user_script: 1: The user executing the"
                                + " script can't run this command or subcommand",
                        "EVAL",
                        SCRIPT,
                        "1",
                        "k"))
                .startsWith("ACL SETUSER rdi +get ");
    }

    @Test
    void namesWhatAScriptMayHandOn() {
        assertThat(cure("ERR The user executing the script can't run this command or subcommand", "EVAL", SCRIPT, "0"))
                .startsWith("ACL SETUSER rdi +xinfo|groups ");
    }

    @Test
    void tellsKeysByPatternsThatHoldNoValueOfARow() {
        String refused = "NOPERM this user has no permissions to access one of the keys used as arguments";
        assertThat(cure(refused, "HSET", "customer:id:4711")).startsWith("ACL SETUSER rdi ~customer:* ");
        assertThat(cure(refused, "XADD", "data:{rdi:public.t}")).startsWith("ACL SETUSER rdi ~data:{rdi:* ");
        assertThat(cure(refused, "HSET", "4711")).doesNotContain("4711");
        assertThat(cure("NOPERM User a has no permissions to access the 'order:id:7' key", "HSET", "order:id:7"))
                .startsWith("ACL SETUSER rdi ~order:* ");
        assertThat(cure(refused, "EVAL", SCRIPT, "2", "rdi:{default}:lease", "dlq:data:{rdi:public.t}", "secret"))
                .startsWith("ACL SETUSER rdi ~dlq:data:{rdi:* ~rdi:* ");
    }

    private static String cure(String reply, String... words) {
        byte[][] sent = RedisConnection.words(
                words[0], List.of(words).subList(1, words.length).toArray(String[]::new));
        return MissingRight.of(reply, List.<byte[][]>of(sent)).cure("rdi");
    }
}
