package dev.rdi.control.secret;

import dev.rdi.config.SecretProvider;
import dev.rdi.config.SecretProviders;
import dev.rdi.config.secret.References;
import dev.rdi.config.secret.Secret;
import dev.rdi.control.PipelineSpec;
import dev.rdi.control.ReferenceSource;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the values of a pipeline's references come from, in this order: the secrets stored in the RDI database; files,
 * those in the pipeline's own folder first; variables; the secret providers of its configuration.
 *
 * <p>Everything is read when it is asked for, so an answer is never old, except that of a provider, by its refresh
 * interval. Thread-safe.
 */
public final class PipelineReferences implements ReferenceSource {

    /** Changed parameters make new clients; when there are more than these, all begin anew. */
    private static final int MOST_CLIENTS = 64;

    private final RedisPool redis;
    private final String installation;
    private final MasterKeys masterKeys;
    private final Optional<Path> directory;
    private final References environment;
    private final Clock clock;
    private final Map<Client, VaultClient> clients = new HashMap<>();

    private record Client(String pipeline, String name, SecretProvider provider) {}

    /**
     * References for all pipelines of an installation.
     *
     * @param directory the folder with a file for each secret, and one folder for each pipeline that has its own
     * @param environment the variables, as {@link System#getenv()} gives them
     * @throws dev.rdi.model.RdiException if there is no such folder
     */
    public PipelineReferences(
            RedisPool redis,
            String installation,
            MasterKeys masterKeys,
            Optional<Path> directory,
            Map<String, String> environment) {
        this(redis, installation, masterKeys, directory, environment, Clock.systemUTC());
    }

    PipelineReferences(
            RedisPool redis,
            String installation,
            MasterKeys masterKeys,
            Optional<Path> directory,
            Map<String, String> environment,
            Clock clock) {
        directory.ifPresent(References::directory);
        this.redis = redis;
        this.installation = installation;
        this.masterKeys = masterKeys;
        this.directory = directory;
        this.environment = References.environment(environment);
        this.clock = clock;
    }

    @Override
    public References of(String pipeline, PipelineSpec spec) {
        References local = stored(pipeline).orElse(files(pipeline)).orElse(environment);
        References providers = name -> {
            Map<String, SecretProvider> declared = SecretProviders.of(spec.config(), local);
            return new ProviderReferences(declared, (called, provider) -> client(pipeline, called, provider, local))
                    .find(name);
        };
        return name -> ProviderReferences.isProviderReference(name)
                ? providers.find(name)
                : local.orElse(providers).find(name);
    }

    /** Changes, without a look at any secret, whenever what the RDI database or the files have may have changed. */
    String stamp(String pipeline) {
        Keys keys = new Keys(pipeline);
        String version =
                redis.with(keys.secrets(), connection -> store(pipeline).version(connection));
        return version
                + directory
                        .map(it -> FileStamps.of(it) + FileStamps.of(it.resolve(pipeline)))
                        .orElse("");
    }

    private References stored(String pipeline) {
        String key = new Keys(pipeline).secrets();
        return name -> SecretStore.isName(name)
                ? redis.with(key, connection -> store(pipeline).find(connection, name))
                        .map(Secret::reveal)
                : Optional.empty();
    }

    private SecretStore store(String pipeline) {
        return new SecretStore(installation, pipeline, masterKeys);
    }

    /** The folder of a pipeline may come and go. */
    private References files(String pipeline) {
        if (directory.isEmpty()) {
            return References.none();
        }
        Path shared = directory.get();
        Path own = shared.resolve(pipeline);
        References others = References.directory(shared);
        return name -> Files.isDirectory(own)
                ? References.directory(own).orElse(others).find(name)
                : others.find(name);
    }

    private VaultClient client(String pipeline, String name, SecretProvider provider, References local) {
        synchronized (clients) {
            if (clients.size() > MOST_CLIENTS) {
                clients.clear();
            }
            return clients.computeIfAbsent(
                    new Client(pipeline, name, provider),
                    it -> new VaultClient(name, provider.parameters(), local, clock));
        }
    }
}
