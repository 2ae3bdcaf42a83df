package dev.rdi.redis.acl;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.MissingRight;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Asks a Redis which rights a user lacks, all at once and without effect: a server looks at rights when a transaction
 * takes a command up, and the transaction is never executed.
 *
 * <p>Immutable; the connection is the caller's, and can only be closed after it.
 */
public final class RightsCheck {

    private final List<Right> rights;
    private final List<String> patterns;
    private final String key;

    /**
     * Prepares a check.
     *
     * @param more rights to single commands
     * @param key one that the user may use, whether it is there or not
     */
    public RightsCheck(List<Rights> groups, List<Right> more, String key) {
        this.rights = Stream.concat(groups.stream().flatMap(group -> group.rights().stream()), more.stream())
                .distinct()
                .toList();
        this.patterns = groups.stream()
                .flatMap(group -> group.keys().stream())
                .distinct()
                .toList();
        this.key = key;
    }

    /**
     * Looks for needed rights that are missing, at each server.
     *
     * @return what is missing at the first server that refuses something
     * @throws RdiException TRANSIENT if the connection is lost
     */
    public Optional<RdiException> look(RedisConnection redis) {
        for (RedisConnection node : redis.nodes()) {
            List<String> missing = missing(node);
            if (!missing.isEmpty()) {
                return Optional.of(describe(node, missing));
            }
        }
        return Optional.empty();
    }

    private static RdiException describe(RedisConnection node, List<String> rules) {
        String user = node.address().userName();
        return new RdiException(
                ErrorKind.TRANSIENT,
                "redis.rights.missing",
                "the user " + user + " of Redis at " + node.address() + " lacks the rights " + String.join(" ", rules),
                MissingRight.grant(user, String.join(" ", rules)));
    }

    /** The rules that would grant what is missing. */
    private List<String> missing(RedisConnection node) {
        List<String> rules = new ArrayList<>();
        if (isRefused(node.call("EXEC"))) { // There is nothing yet that it could execute.
            rules.add("+exec");
        }
        Object begun = node.call("MULTI");
        if (begun instanceof RedisError) {
            if (isRefused(begun)) {
                rules.add("+multi");
            }
            return rules; // What is sent now would be done.
        }
        rights.stream().filter(right -> !isFrame(right)).forEach(right -> send(node, right.words(key)));
        patterns.forEach(pattern -> send(node, "GET", pattern.replace("*", "none")));
        List<Object> replies = node.replies();
        int at = 0;
        for (Right right : rights) {
            if (!isFrame(right) && isRefused(replies.get(at++)) && right.needed()) {
                rules.add(right.rule());
            }
        }
        for (String pattern : patterns) {
            if (isRefusedKey(replies.get(at++))) {
                rules.add("~" + pattern);
            }
        }
        return List.copyOf(new TreeSet<>(rules));
    }

    private static boolean isFrame(Right right) {
        return right.command().equals("multi") || right.command().equals("exec");
    }

    private static void send(RedisConnection node, String... words) {
        node.send(words[0], Arrays.copyOfRange(words, 1, words.length));
    }

    private static boolean isRefused(Object reply) {
        return reply instanceof RedisError error && error.code().equals("NOPERM");
    }

    private static boolean isRefusedKey(Object reply) {
        return isRefused(reply)
                && reply instanceof RedisError error
                && error.message().contains(" key");
    }
}
