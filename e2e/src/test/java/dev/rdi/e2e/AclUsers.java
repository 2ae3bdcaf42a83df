package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.embedded.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/** The users of docs/acl.md, with the rights that stand there and no others. Stateless. */
public final class AclUsers {

    public static final String RDI = "rdi";
    public static final String TARGET = "target";
    public static final String PASSWORD = "p4ss";

    private static final Pattern LINE = Pattern.compile("ACL SETUSER (\\w+) ([^`\n]+)");

    /** How the lines begin that tell what is written. */
    private static final List<String> WRITES = List.of("+hset", "+sadd", "+zadd", "+exists");

    private AclUsers() {}

    /**
     * What the page says about a user, a list of rules for each line: the first one makes the user, the others add to it.
     * Those of JSON are left out, because a server without JSON doesn't know the commands.
     */
    private static List<List<String>> lines(String user) {
        List<List<String>> lines = new ArrayList<>();
        Matcher line = LINE.matcher(page());
        while (line.find()) {
            if (line.group(1).equals(user) && !line.group(2).contains("+json.")) {
                lines.add(List.of(line.group(2).replace("PASSWORD", PASSWORD).split(" ", -1)));
            }
        }
        return lines;
    }

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "acl.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a user of an RDI database, with what is needed for a single server. */
    static void createRdi(RedisServer server) {
        grant(server, RDI, lines(RDI).get(0).toArray(String[]::new));
        server.call("ACL", "LOG", "RESET");
    }

    /**
     * Makes a user of a target who may write everything but JSON.
     *
     * @param keys patterns of the keys of the rows
     * @param more what lookups need
     */
    static void createTarget(RedisServer server, List<String> keys, String... more) {
        List<List<String>> lines = lines(TARGET);
        grant(server, TARGET, lines.get(0).toArray(String[]::new));
        for (String first : WRITES) {
            List<String> line = lines.stream()
                    .filter(rules -> rules.get(0).equals(first))
                    .findFirst()
                    .orElseThrow();
            grant(server, TARGET, line.toArray(String[]::new));
        }
        keys.forEach(key -> grant(server, TARGET, "~" + key));
        grant(server, TARGET, more);
        server.call("ACL", "LOG", "RESET");
    }

    static void grant(RedisServer server, String user, String... rules) {
        for (String rule : rules) {
            assertThat(server.call("ACL", "SETUSER", user, rule)).as(rule).isEqualTo("OK");
        }
    }

    /** What a server has refused, as user, command or key, and where. */
    public static List<String> refused(RedisServer server) {
        try (Jedis redis = RedisKeys.connect(server)) {
            return redis.aclLog().stream()
                    .map(entry -> entry.getUsername() + " " + entry.getObject() + " " + entry.getContext())
                    .toList();
        }
    }

    /** The lines of redis.conf that make both users, with what a cluster and WAIT need. */
    public static List<String> configuration(List<String> keys) {
        List<String> both = new ArrayList<>(List.of("+asking", "+wait"));
        List<String> rdi = new ArrayList<>(lines(RDI).get(0));
        rdi.addAll(both);
        List<String> target = new ArrayList<>(lines(TARGET).get(0));
        lines(TARGET).stream().filter(rules -> WRITES.contains(rules.get(0))).forEach(target::addAll);
        keys.forEach(key -> target.add("~" + key));
        target.addAll(both);
        return List.of("user " + RDI + " " + String.join(" ", rdi), "user " + TARGET + " " + String.join(" ", target));
    }

    /** A server's address for a user. */
    static String url(RedisServer server, String user) {
        return "redis://" + user + ":" + PASSWORD + "@" + server.host() + ":" + server.port();
    }

    /** A configuration whose target is used by the user. */
    static String withTarget(String config) {
        return config + "      user: " + TARGET + "\n      password: " + PASSWORD + "\n";
    }
}
