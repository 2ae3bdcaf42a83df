package dev.rdi.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recordings of what the processor does with change records, in the RDI database: whoever wants one asks for it here, and
 * the processor, which may be another process, puts here what it saw. Both end by themselves.
 *
 * <p>Immutable; the connections are the caller's.
 */
public final class Traces {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final Pattern FORM = Pattern.compile("([^ ]+) (\\d{1,9}) (all|rejected)");

    /** KEYS: the request, the records. ARGV: the id, whether it is done, seconds to keep, the records. */
    private static final String ADD = """
            local added = 0
            for i = 4, #ARGV do added = redis.call('RPUSH', KEYS[2], ARGV[i]) end
            if added > 0 then redis.call('EXPIRE', KEYS[2], ARGV[3]) end
            local request = redis.call('GET', KEYS[1])
            if ARGV[2] == 'done' and request and string.sub(request, 1, #ARGV[1] + 1) == ARGV[1] .. ' ' then
              redis.call('DEL', KEYS[1])
            end
            return added
            """;

    private final Keys keys;

    public Traces(Keys keys) {
        this.keys = keys;
    }

    /**
     * What somebody wants to see.
     *
     * @param id tells it from others
     * @param most how many records
     * @param rejectedOnly whether only those that are rejected
     */
    public record Request(String id, int most, boolean rejectedOnly) {

        private String text() {
            return id + " " + most + " " + (rejectedOnly ? "rejected" : "all");
        }

        private static Optional<Request> parse(String text) {
            Matcher matcher = FORM.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Request(
                            matcher.group(1),
                            Integer.parseInt(matcher.group(2)),
                            matcher.group(3).equals("rejected")))
                    : Optional.empty();
        }
    }

    /**
     * Asks for a recording.
     *
     * @param request whose id has no spaces
     * @return whether there isn't another one on its way
     */
    public boolean start(RedisConnection redis, Request request, Duration time) {
        Object reply = redis.require("SET", keys.trace(), request.text(), "NX", "PX", String.valueOf(time.toMillis()));
        return !RedisConnection.isNil(reply);
    }

    /** What is asked for now. */
    public Optional<Request> current(RedisConnection redis) {
        Object reply = redis.require("GET", keys.trace());
        return RedisConnection.isNil(reply) ? Optional.empty() : Request.parse(RedisConnection.text(reply));
    }

    /**
     * Adds to a recording.
     *
     * @param records JSON objects
     * @param done whether there will be no more
     */
    public void add(RedisConnection redis, String id, List<String> records, boolean done) {
        List<String> arguments = new ArrayList<>(List.of(
                ADD, "2", keys.trace(), keys.traced(id), id, done ? "done" : "more", String.valueOf(KEPT.toSeconds())));
        arguments.addAll(records);
        redis.require("EVAL", arguments.toArray(String[]::new));
    }

    /** What was recorded so far: JSON objects. */
    public List<String> records(RedisConnection redis, String id) {
        List<?> reply = (List<?>) redis.require("LRANGE", keys.traced(id), "0", "-1");
        return reply.stream().map(RedisConnection::text).toList();
    }
}
