package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespTest {

    @Test
    void readsEveryKindOfReply() throws IOException {
        RespInput in = input(
                "+OK\r\n:42\r\n:-1\r\n$5\r\nhe\r\no\r\n$-1\r\n_\r\n*-1\r\n-ERR no\r\n*2\r\n$0\r\n\r\n*1\r\n:7\r\n");
        assertThat((byte[]) in.reply()).isEqualTo(bytes("OK"));
        assertThat(in.reply()).isEqualTo(42L);
        assertThat(in.reply()).isEqualTo(-1L);
        assertThat((byte[]) in.reply()).isEqualTo(bytes("he\r\no"));
        assertThat(RedisConnection.isNil(in.reply())).isTrue();
        assertThat(RedisConnection.isNil(in.reply())).isTrue();
        assertThat(RedisConnection.isNil(in.reply())).isTrue();
        assertThat(in.reply()).isEqualTo(RedisError.of("ERR no"));
        List<?> list = (List<?>) in.reply();
        assertThat((byte[]) list.get(0)).isEmpty();
        assertThat(list.get(1)).isEqualTo(List.of(7L));
        assertThatThrownBy(in::reply).isInstanceOf(EOFException.class);
    }

    @Test
    void findsAnErrorWhereverItLies() throws IOException {
        RespInput in = input(":1\r\n*3\r\n+OK\r\n*1\r\n-WRONGTYPE a\r\n-ERR b\r\n$2\r\nok\r\n-OOM c\r\n*-1\r\n:5\r\n");
        assertThat(in.errorIn()).isEmpty();
        assertThat(in.errorIn()).contains(RedisError.of("WRONGTYPE a"));
        assertThat(in.errorIn()).isEmpty();
        assertThat(in.errorIn()).contains(RedisError.of("OOM c"));
        assertThat(in.errorIn()).isEmpty();
        assertThat(in.reply()).isEqualTo(5L);
    }

    @Test
    void passesOverReplies() throws IOException {
        RespInput in = input("*2\r\n$3\r\nabc\r\n*2\r\n:1\r\n$-1\r\n-ERR x\r\n+y\r\n:3\r\n");
        in.skip();
        in.skip();
        in.skip();
        assertThat(in.reply()).isEqualTo(3L);
    }

    @Test
    void refusesWhatIsNoReply() {
        assertThatThrownBy(() -> input("HTTP/1.1 400\r\n").reply())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a reply of Redis");
    }

    /** What is written can be read, however the network cuts it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void writesWhatItReads(long seed) throws IOException {
        Random random = new Random(seed);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        RespOutput out = new RespOutput(sent);
        byte[][][] commands = new byte[50][][];
        for (int i = 0; i < commands.length; i++) {
            commands[i] = new byte[1 + random.nextInt(12)][];
            out.begin(commands[i].length);
            for (int j = 0; j < commands[i].length; j++) {
                commands[i][j] = new byte[size(random)];
                random.nextBytes(commands[i][j]);
                out.word(commands[i][j]);
            }
        }
        out.flush();
        RespInput in = new RespInput(new Dripping(sent.toByteArray(), random));
        for (byte[][] command : commands) {
            List<?> words = (List<?>) in.reply();
            assertThat(words).hasSameSizeAs(command);
            for (int j = 0; j < command.length; j++) {
                assertThat((byte[]) words.get(j)).isEqualTo(command[j]);
            }
        }
    }

    private static int size(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> 60_000 + random.nextInt(10_000);
            case 2 -> 200_000;
            default -> random.nextInt(200);
        };
    }

    /** Gives some bytes at a time. */
    private static final class Dripping extends InputStream {
        private final ByteArrayInputStream bytes;
        private final Random random;

        Dripping(byte[] bytes, Random random) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int at, int length) {
            return bytes.read(buffer, at, Math.min(length, 1 + random.nextInt(5000)));
        }
    }

    private static RespInput input(String text) {
        return new RespInput(new ByteArrayInputStream(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
