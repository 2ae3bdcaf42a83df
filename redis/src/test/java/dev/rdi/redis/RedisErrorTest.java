package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R3, P33: what replies mean, whoever words them. */
class RedisErrorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WRONGTYPE Operation against a key holding the wrong kind of value | WRONGTYPE | RECORD",
                "Existing key has wrong Redis type | WRONGTYPE | RECORD",
                "ERR Existing key has wrong Redis type | WRONGTYPE | RECORD",
                "Err wrong static path | Err | RECORD",
                "ERR could not perform this operation on a key that doesn't exist | ERR | RECORD",
                "ERR new objects must be created at the root | ERR | RECORD",
                "ERR unknown command 'JSON.SET', with args beginning with: 'k' '$' | NOJSON | TRANSIENT",
                "ERR unknown command `JSON.MERGE`, with args beginning with: `k`, | NOJSON | TRANSIENT",
                "ERR unknown command 'UNLINK', with args beginning with: 'k' | NOCOMMAND | TRANSIENT",
                "ERR Unknown Redis command called from script script: abc, on @user_script:1. | NOCOMMAND | TRANSIENT",
                "OOM command not allowed when used memory > 'maxmemory'. script: abc, on @user_script:1. | OOM | TRANSIENT",
                "ERR Error running script (call to f_abc): @user_script:2: WRONGTYPE Operation against | WRONGTYPE | RECORD",
                "ERR Error running script (call to f_abc): @user_script:2: @user_script: 2: -OOM command not | OOM | TRANSIENT",
                "ERR Error running script (call to f_abc): @user_script:2: @user_script: 2: Unknown Redis command called from Lua script | NOCOMMAND | TRANSIENT",
                "ERR The user executing the script can't run this command or subcommand script: abc | NOPERM | TRANSIENT",
                "EXECABORT Transaction discarded because of: NOPERM this user has no permissions to run the 'exec' command | NOPERM | TRANSIENT",
                "EXECABORT Transaction discarded because of previous errors. | EXECABORT | TRANSIENT",
                "MOVED 866 127.0.0.1:7001 | MOVED | TRANSIENT",
                "BUSY Redis is busy running a script. | BUSY | TRANSIENT",
                "NOREPLICAS Not enough good replicas to write. | NOREPLICAS | TRANSIENT"
            })
    void knowsWhatRepliesMean(String reply, String code, ErrorKind kind) {
        RedisError error = RedisError.of(reply);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error.message()).isEqualTo(reply);
    }

    @Test
    void tellsCodesThatNobodyKnows() {
        assertThat(RedisError.of("ERR no").isKnown()).isTrue();
        assertThat(RedisError.of("WRONGTYPE no").isKnown()).isTrue();
        assertThat(RedisError.of("OOM no").isKnown()).isTrue();
        assertThat(RedisError.of("STRANGE no").isKnown()).isFalse();
    }

    @Test
    void saysWhatToDoAboutMissingJson() {
        assertThat(RedisCures.of(RedisError.of("ERR unknown command 'JSON.SET'")))
                .contains("RedisJSON");
    }
}
