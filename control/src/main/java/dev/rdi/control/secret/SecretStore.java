package dev.rdi.control.secret;

import dev.rdi.config.secret.Secret;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The secrets of one pipeline in the RDI database: a hash of {@linkplain Envelope envelopes} by name.
 *
 * <p>Beside them it has {@code #version}, which grows with each change, and {@code #canary}, an envelope without a secret:
 * who can't open it has the wrong master key, and isn't let store anything. Names and types can be read without a key.
 * Immutable; the connections are the caller's.
 */
public final class SecretStore {

    /** The most bytes that a secret may have. */
    public static final int MAX_BYTES = 1 << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}");
    private static final String CANARY = "#canary";
    private static final String VERSION = "#version";
    private static final int TRIES = 10;

    private static final String NEXT_VERSION = """
            local function changed()
              local time = redis.call('TIME')
              local known = tonumber(redis.call('HGET', KEYS[1], '#version') or '0')
              local next = math.max(known + 1, time[1] * 1000000 + time[2])
              redis.call('HSET', KEYS[1], '#version', string.format('%.0f', next))
            end
            """;

    /** ARGV: name, envelope, the canary that was seen, a new one for where there is none, whether it must be new. */
    private static final String PUT = NEXT_VERSION + """
            local canary = redis.call('HGET', KEYS[1], '#canary') or ''
            if canary ~= ARGV[3] then return 'changed' end
            if ARGV[5] == 'new' and redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then return 'exists' end
            if canary == '' then redis.call('HSET', KEYS[1], '#canary', ARGV[4]) end
            local created = redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            changed()
            if created == 1 then return 'created' end
            return 'updated'
            """;

    /** With the last secret the canary goes, so that one who has lost the master key can begin with another. */
    private static final String DELETE = NEXT_VERSION + """
            if redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then return 0 end
            changed()
            if redis.call('HLEN', KEYS[1]) == 2 then redis.call('HDEL', KEYS[1], '#canary') end
            return 1
            """;

    private static final String REPLACE = """
            if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
            return 1
            """;

    private final String installation;
    private final Keys keys;
    private final MasterKeys masterKeys;

    public SecretStore(String installation, String pipeline, MasterKeys masterKeys) {
        this.installation = installation;
        this.keys = new Keys(pipeline);
        this.masterKeys = masterKeys;
    }

    /** Whether a text may be the name of a secret. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Stores a secret, in place of an older one of this name.
     *
     * @param value what references get; of a {@link SecretType#BINARY_FILE} in Base64
     * @return whether there was none of this name
     * @throws RdiException CONFIG if name or value is refused, or the master key is missing or wrong
     */
    public boolean put(RedisConnection redis, String name, SecretType type, Secret value) {
        return write(redis, name, type, value, "").equals("created");
    }

    /** Stores a secret, unless there is one of this name; returns whether there was none. */
    public boolean create(RedisConnection redis, String name, SecretType type, Secret value) {
        return write(redis, name, type, value, "new").equals("created");
    }

    private String write(RedisConnection redis, String name, SecretType type, Secret value, String condition) {
        requireName(name);
        requireValue(name, type, value.reveal());
        String envelope = seal(name, type, value.reveal());
        for (int i = 0; i < TRIES; i++) {
            String canary = requireCanary(redis);
            String reply = RedisConnection.text(redis.require(
                    "EVAL",
                    PUT,
                    "1",
                    keys.secrets(),
                    name,
                    envelope,
                    canary,
                    seal(CANARY, SecretType.SIMPLE, ""),
                    condition));
            if (!reply.equals("changed")) {
                return reply;
            }
        }
        throw busy();
    }

    /** Names and types of all secrets, by name. */
    public List<SecretEntry> list(RedisConnection redis) {
        List<SecretEntry> entries = new ArrayList<>();
        stored(redis).forEach((name, text) -> {
            if (!name.equals(CANARY)) {
                entries.add(
                        new SecretEntry(name, Envelope.parse(text, place(name)).type()));
            }
        });
        entries.sort(Comparator.comparing(SecretEntry::name));
        return entries;
    }

    /** Name and type of a secret, if there is one of this name. */
    public Optional<SecretEntry> describe(RedisConnection redis, String name) {
        return envelope(redis, name).map(envelope -> new SecretEntry(name, envelope.type()));
    }

    /**
     * The value of a secret, if there is one of this name.
     *
     * @throws RdiException CONFIG if it is there but can't be decrypted
     */
    public Optional<Secret> find(RedisConnection redis, String name) {
        return envelope(redis, name).map(envelope -> new Secret(envelope.open(place(name), masterKeys)));
    }

    /** Removes a secret, which takes no key; returns whether there was one of this name. */
    public boolean delete(RedisConnection redis, String name) {
        return isName(name)
                && redis.require("EVAL", DELETE, "1", keys.secrets(), name).equals(1L);
    }

    /** Grows whenever a secret was stored or removed; empty if none ever was. */
    public String version(RedisConnection redis) {
        Object reply = redis.require("HGET", keys.secrets(), VERSION);
        return RedisConnection.isNil(reply) ? "" : RedisConnection.text(reply);
    }

    /**
     * Says whether the master key is the right one, before a secret is needed.
     *
     * @throws RdiException CONFIG if there are secrets and the master key is missing or wrong
     */
    public void check(RedisConnection redis) {
        requireCanary(redis);
    }

    /**
     * Encrypts everything again that isn't under the first master key. Values stay as they are, so whoever knows both
     * keys reads on meanwhile. It can be repeated at any time.
     *
     * @return how many secrets were encrypted again
     */
    public int rotate(RedisConnection redis) {
        String first = masterKeys.first().id();
        int done = 0;
        for (int i = 0; i < TRIES; i++) {
            Map<String, String> old = stored(redis);
            old.entrySet()
                    .removeIf(entry -> Envelope.parse(entry.getValue(), place(entry.getKey()))
                            .keyId()
                            .equals(first));
            if (old.isEmpty()) {
                return done;
            }
            // The canary comes first, sorted by name: from then on nobody without the new key stores anything.
            for (Map.Entry<String, String> entry : old.entrySet()) {
                boolean replaced = replace(redis, entry.getKey(), entry.getValue());
                done += replaced && !entry.getKey().equals(CANARY) ? 1 : 0;
            }
        }
        throw busy();
    }

    private boolean replace(RedisConnection redis, String name, String old) {
        Envelope envelope = Envelope.parse(old, place(name));
        String renewed = seal(name, envelope.type(), envelope.open(place(name), masterKeys));
        return redis.require("EVAL", REPLACE, "1", keys.secrets(), name, old, renewed)
                .equals(1L);
    }

    /** All envelopes, the canary's too, by name. */
    private Map<String, String> stored(RedisConnection redis) {
        List<?> reply = (List<?>) redis.require("HGETALL", keys.secrets());
        Map<String, String> stored = new TreeMap<>();
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            stored.put(RedisConnection.text(reply.get(i)), RedisConnection.text(reply.get(i + 1)));
        }
        stored.remove(VERSION);
        return stored;
    }

    private Optional<Envelope> envelope(RedisConnection redis, String name) {
        return isName(name) ? raw(redis, name).map(text -> Envelope.parse(text, place(name))) : Optional.empty();
    }

    private Optional<String> raw(RedisConnection redis, String field) {
        Object reply = redis.require("HGET", keys.secrets(), field);
        return RedisConnection.isNil(reply) ? Optional.empty() : Optional.of(RedisConnection.text(reply));
    }

    /** The stored canary, which could be opened; empty if there is none. */
    private String requireCanary(RedisConnection redis) {
        Optional<String> canary = raw(redis, CANARY);
        canary.ifPresent(text -> Envelope.parse(text, place(CANARY)).open(place(CANARY), masterKeys));
        return canary.orElse("");
    }

    private String seal(String name, SecretType type, String value) {
        return Envelope.seal(value, type, place(name), masterKeys.first()).text();
    }

    private Envelope.Place place(String name) {
        return new Envelope.Place(installation, keys.pipeline(), name);
    }

    private static void requireName(String name) {
        if (!isName(name)) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "secrets.bad-name",
                    "that is not a name of a secret",
                    "use up to 253 letters, digits, _, - and ., the first one a letter, a digit or _");
        }
    }

    private static void requireValue(String name, SecretType type, String value) {
        int size = value.getBytes(StandardCharsets.UTF_8).length;
        if (type == SecretType.BINARY_FILE) {
            try {
                size = Base64.getDecoder().decode(value).length;
            } catch (IllegalArgumentException e) {
                throw new RdiException(
                        ErrorKind.CONFIG,
                        "secrets.bad-value",
                        "the value of the secret " + name + " is not Base64, as that of a binary_file must be",
                        "encode the file's content in Base64, or choose another type");
            }
        }
        if (size > MAX_BYTES) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "secrets.too-large",
                    "the secret " + name + " has " + size + " bytes, and may have " + MAX_BYTES,
                    "keep it in a file that the servers can read, and refer to the file by its path");
        }
    }

    private RdiException busy() {
        return new RdiException(
                ErrorKind.TRANSIENT,
                "secrets.busy",
                "the secrets of the pipeline " + keys.pipeline() + " are being changed by others",
                "try again");
    }
}
