package dev.rdi.app;

import dev.rdi.config.secret.Secret;
import dev.rdi.control.ControlException;
import dev.rdi.control.ControlException.Reason;
import dev.rdi.control.PipelineSecrets;
import dev.rdi.control.secret.MasterKeys;
import dev.rdi.control.secret.SecretEntry;
import dev.rdi.control.secret.SecretStore;
import dev.rdi.control.secret.SecretType;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisPool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The secrets of the RDI database, for the API. Immutable. */
final class StoredSecrets implements PipelineSecrets {

    /** What the caller can mend by sending something else; everything else is for the people of the server. */
    private static final Set<String> WRONG_INPUT = Set.of("secrets.bad-name", "secrets.bad-value", "secrets.too-large");

    private final RedisPool redis;
    private final String installation;
    private final MasterKeys keys;

    StoredSecrets(RedisPool redis, String installation, MasterKeys keys) {
        this.redis = redis;
        this.installation = installation;
        this.keys = keys;
    }

    @Override
    public List<Entry> list(String pipeline) {
        return on(
                pipeline,
                (store, connection) -> store.list(connection).stream()
                        .map(StoredSecrets::entry)
                        .toList());
    }

    @Override
    public Optional<Entry> find(String pipeline, String key) {
        return on(pipeline, (store, connection) -> store.describe(connection, key))
                .map(StoredSecrets::entry);
    }

    @Override
    public Entry create(String pipeline, String key, Type type, String value) {
        boolean created =
                write(pipeline, (store, connection) -> store.create(connection, key, type(type), new Secret(value)));
        if (!created) {
            throw new ControlException(Reason.CONFLICT, "there is a secret called " + key + " already");
        }
        return new Entry(key, type);
    }

    @Override
    public Entry put(String pipeline, String key, Type type, String value) {
        write(pipeline, (store, connection) -> store.put(connection, key, type(type), new Secret(value)));
        return new Entry(key, type);
    }

    @Override
    public boolean delete(String pipeline, String key) {
        return on(pipeline, (store, connection) -> store.delete(connection, key));
    }

    private boolean write(String pipeline, BiFunction<SecretStore, RedisConnection, Boolean> task) {
        try {
            return on(pipeline, task);
        } catch (RdiException e) {
            if (WRONG_INPUT.contains(e.code())) {
                throw new ControlException(Reason.INVALID, e.what() + "; " + e.cure());
            }
            throw e;
        }
    }

    private <T> T on(String pipeline, BiFunction<SecretStore, RedisConnection, T> task) {
        SecretStore store = new SecretStore(installation, pipeline, keys);
        return redis.with(new Keys(pipeline).secrets(), connection -> task.apply(store, connection));
    }

    private static Entry entry(SecretEntry entry) {
        return new Entry(entry.name(), Type.valueOf(entry.type().name()));
    }

    private static SecretType type(Type type) {
        return SecretType.valueOf(type.name());
    }
}
