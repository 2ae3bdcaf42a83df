package dev.rdi.control.api.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rdi.control.api.http.Access;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of the API, in the RDI database, with hashes of their passwords. There is always an admin.
 *
 * <p>Thread-safe.
 */
public final class Users {

    private static final Logger AUDIT = LoggerFactory.getLogger("dev.rdi.audit");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** ARGV: name, the JSON that is there or nothing, the new JSON or nothing. Counts the admins that would be left. */
    private static final String CHANGE = """
            local known = redis.call('HGET', KEYS[1], ARGV[1]) or ''
            if known ~= ARGV[2] then return 'changed' end
            local admins = 0
            local users = redis.call('HGETALL', KEYS[1])
            for i = 1, #users, 2 do
              if users[i] ~= ARGV[1] and cjson.decode(users[i + 1]).role == 'admin' then admins = admins + 1 end
            end
            if ARGV[3] ~= '' and cjson.decode(ARGV[3]).role == 'admin' then admins = admins + 1 end
            if admins == 0 then return 'last admin' end
            if ARGV[3] == '' then
              redis.call('HDEL', KEYS[1], ARGV[1])
            else
              redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
            end
            return 'done'
            """;

    /** Whoever comes first makes the first user. */
    private static final String FIRST = """
            if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            return 1
            """;

    private final RedisPool redis;
    private final Passwords passwords;

    public Users(RedisPool redis, Passwords passwords) {
        this.redis = redis;
        this.passwords = passwords;
    }

    /**
     * Makes the first admin, if there are no users yet.
     *
     * @param password empty to make one up
     * @return the password that was made up, to be shown once; empty if none was
     */
    public Optional<String> createFirst(String name, Optional<String> password) {
        if (redis.with(
                Keys.users(),
                connection -> connection.require("EXISTS", Keys.users()).equals(1L))) {
            return Optional.empty();
        }
        String secret = password.orElseGet(Passwords::random);
        requireName(name);
        String first = encode(Access.ADMIN, passwords.hash(secret));
        boolean made = redis.with(
                Keys.users(),
                connection -> connection
                        .require("EVAL", FIRST, "1", Keys.users(), name, first)
                        .equals(1L));
        if (made) {
            AUDIT.info("user={} change=first admin", name);
        }
        return made && password.isEmpty() ? Optional.of(secret) : Optional.empty();
    }

    /** All users, by their names. */
    List<User> list() {
        List<User> users = new ArrayList<>();
        redis.run(Keys.users(), connection -> {
            List<?> reply = (List<?>) connection.require("HGETALL", Keys.users());
            for (int i = 0; i + 1 < reply.size(); i += 2) {
                users.add(decode(RedisConnection.text(reply.get(i)), RedisConnection.text(reply.get(i + 1))));
            }
        });
        users.sort((a, b) -> a.name().compareTo(b.name()));
        return users;
    }

    Optional<User> find(String name) {
        return stored(name).map(json -> decode(name, json));
    }

    private Optional<String> stored(String name) {
        return redis.with(Keys.users(), connection -> {
            Object reply = connection.require("HGET", Keys.users(), name);
            return RedisConnection.isNil(reply) ? Optional.empty() : Optional.of(RedisConnection.text(reply));
        });
    }

    /** The user, if that is the password. */
    Optional<User> login(String name, String password) {
        Optional<User> user = find(name);
        boolean same = passwords.matches(password, user.map(User::hash).orElse(""));
        return same ? user : Optional.empty();
    }

    User create(String name, String password, Access role, String by) {
        requireName(name);
        String json = encode(role, passwords.hash(password));
        if (!change(name, "", json).equals("done")) {
            throw ApiException.conflict("there is a user called " + name + " already");
        }
        AUDIT.info("user={} change=create user {} role={}", by, name, text(role));
        return decode(name, json);
    }

    /** Changes password or role or both. */
    User update(String name, Optional<String> password, Optional<Access> role, String by) {
        Optional<String> hash = password.map(passwords::hash);
        while (true) {
            String known = stored(name).orElseThrow(() -> unknown(name));
            User user = decode(name, known);
            String json = encode(role.orElse(user.role()), hash.orElse(user.hash()));
            String outcome = change(name, known, json);
            if (outcome.equals("done")) {
                AUDIT.info(
                        "user={} change=update user {}{}{}",
                        by,
                        name,
                        password.isPresent() ? " password" : "",
                        role.map(it -> " role=" + text(it)).orElse(""));
                return decode(name, json);
            }
            requireAdmin(outcome);
        }
    }

    void delete(String name, String by) {
        while (true) {
            String known = stored(name).orElseThrow(() -> unknown(name));
            String outcome = change(name, known, "");
            if (outcome.equals("done")) {
                AUDIT.info("user={} change=delete user {}", by, name);
                return;
            }
            requireAdmin(outcome);
        }
    }

    private static void requireAdmin(String outcome) {
        if (outcome.equals("last admin")) {
            throw ApiException.conflict("this is the last admin");
        }
    }

    private String change(String name, String known, String json) {
        return redis.with(
                Keys.users(),
                connection ->
                        RedisConnection.text(connection.require("EVAL", CHANGE, "1", Keys.users(), name, known, json)));
    }

    private static ApiException unknown(String name) {
        return ApiException.notFound("there is no user called " + name);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ApiException.invalid(
                    "username", "a name has up to 64 letters, digits and . _ @ -, and begins with a letter or digit");
        }
    }

    private static String encode(Access role, String hash) {
        return JSON.createObjectNode()
                .put("role", text(role))
                .put("hash", hash)
                .put("version", Passwords.random())
                .toString();
    }

    private static User decode(String name, String stored) {
        try {
            JsonNode json = JSON.readTree(stored);
            Access role = json.path("role").asText().equals(text(Access.ADMIN)) ? Access.ADMIN : Access.VIEWER;
            return new User(
                    name, role, json.path("hash").asText(), json.path("version").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the user " + name + " can't be read", e);
        }
    }

    static String text(Access role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
