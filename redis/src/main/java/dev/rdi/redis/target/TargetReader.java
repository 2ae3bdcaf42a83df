package dev.rdi.redis.target;

import dev.rdi.model.ErrorKind;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Retry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a target, many commands in one round trip.
 *
 * <p>Confined to one thread.
 */
public final class TargetReader implements AutoCloseable {

    private static final int MAX_QUESTIONS_AT_ONCE = 2000;

    private final RedisSession session;
    private final Retry retry;

    public TargetReader(RedisSession session, Retry retry) {
        this.session = session;
        this.retry = retry;
    }

    /**
     * Sends commands that only read and returns what was answered to each: text, a Long, a list, a map (of HGETALL),
     * null, or a {@link RedisError} that will not pass.
     *
     * @param commands each the name and its arguments
     * @throws Retry.StoppedException if a stop is requested before all is answered
     */
    public List<@Nullable Object> ask(List<List<String>> commands) {
        List<@Nullable Object> answers = new ArrayList<>(commands.size());
        while (answers.size() < commands.size()) {
            int from = answers.size();
            int to = Math.min(commands.size(), from + MAX_QUESTIONS_AT_ONCE);
            answers.addAll(retry.untilDone(() -> askSome(commands.subList(from, to))));
        }
        return answers;
    }

    private List<@Nullable Object> askSome(List<List<String>> commands) {
        RedisConnection redis = session.connection();
        for (List<String> command : commands) {
            redis.send(command.get(0), command.subList(1, command.size()).toArray(String[]::new));
        }
        List<Object> replies = redis.replies();
        List<@Nullable Object> answers = new ArrayList<>(replies.size());
        for (int i = 0; i < replies.size(); i++) {
            Object reply = replies.get(i);
            if (reply instanceof RedisError error && error.kind() == ErrorKind.TRANSIENT) {
                throw redis.failure(error, "a lookup", List.<byte[][]>of(words(commands.get(i))));
            }
            answers.add(isMap(commands.get(i)) ? map(reply) : value(reply));
        }
        return answers;
    }

    private static byte[][] words(List<String> command) {
        return command.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static boolean isMap(List<String> command) {
        return command.get(0).toUpperCase(Locale.ROOT).equals("HGETALL");
    }

    private static @Nullable Object value(Object reply) {
        if (RedisConnection.isNil(reply)) {
            return null;
        }
        if (reply instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>(list.size());
            for (Object element : list) {
                values.add(value(element));
            }
            return values;
        }
        return reply instanceof byte[] ? RedisConnection.text(reply) : reply;
    }

    /** Names and values in turn; a key that is missing has none, which is null for a job. */
    private static @Nullable Object map(Object reply) {
        if (!(reply instanceof List<?> pairs)) {
            return value(reply);
        }
        if (pairs.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            map.put(RedisConnection.text(pairs.get(i)), value(pairs.get(i + 1)));
        }
        return map;
    }

    @Override
    public void close() {
        session.close();
    }
}
