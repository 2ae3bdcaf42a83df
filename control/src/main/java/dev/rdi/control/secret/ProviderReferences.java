package dev.rdi.control.secret;

import dev.rdi.config.SecretObject;
import dev.rdi.config.SecretProvider;
import dev.rdi.config.secret.References;
import dev.rdi.config.secret.Secret;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * References to the secrets of the providers of a configuration: <code>${secret:PROVIDER:OBJECT:KEY}</code>, without the
 * key where the object says which one is meant, and then also just <code>${OBJECT}</code>.
 *
 * <p>Thread-safe.
 */
final class ProviderReferences implements References {

    private static final String PREFIX = "secret:";

    private final Map<String, SecretProvider> providers;
    private final BiFunction<String, SecretProvider, VaultClient> clients;

    ProviderReferences(Map<String, SecretProvider> providers, BiFunction<String, SecretProvider, VaultClient> clients) {
        this.providers = Map.copyOf(providers);
        this.clients = clients;
    }

    static boolean isProviderReference(String name) {
        return name.startsWith(PREFIX);
    }

    @Override
    public Optional<String> find(String name) {
        return isProviderReference(name) ? Optional.of(explicit(name)) : byObject(name);
    }

    private String explicit(String name) {
        String[] parts = name.substring(PREFIX.length()).split(":", 3);
        SecretProvider provider = providers.get(parts[0]);
        if (provider == null) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "secrets.unknown-provider",
                    "the reference ${" + name + "} names a secret provider that there isn't: " + parts[0],
                    "declare it under secret-providers, with type vault and its parameters");
        }
        String called = parts.length > 1 ? parts[1] : "";
        SecretObject object = provider.parameters().objects().stream()
                .filter(it -> it.objectName().filter(called::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> unknown(name, parts[0], "no object called '" + called + "'"));
        String key = Optional.of(parts)
                .filter(it -> it.length > 2)
                .map(it -> it[2])
                .or(object::secretKey)
                .orElseThrow(() -> unknown(name, parts[0], "no secretKey for the object " + called));
        return value(parts[0], provider, object, key).reveal();
    }

    private static RdiException unknown(String name, String provider, String lacking) {
        return new RdiException(
                ErrorKind.CONFIG,
                "secrets.unknown-object",
                "the reference ${" + name + "} can't be followed: the secret provider " + provider + " has " + lacking,
                "write ${secret:PROVIDER:OBJECT:KEY}, and declare the object under secret-providers." + provider
                        + ".parameters.objects");
    }

    private Optional<String> byObject(String name) {
        for (Map.Entry<String, SecretProvider> provider : providers.entrySet()) {
            for (SecretObject object : provider.getValue().parameters().objects()) {
                if (object.objectName().filter(name::equals).isPresent()
                        && object.secretKey().isPresent()) {
                    return Optional.of(value(
                                    provider.getKey(),
                                    provider.getValue(),
                                    object,
                                    object.secretKey().get())
                            .reveal());
                }
            }
        }
        return Optional.empty();
    }

    private Secret value(String name, SecretProvider provider, SecretObject object, String key) {
        return clients.apply(name, provider).value(object, key);
    }
}
