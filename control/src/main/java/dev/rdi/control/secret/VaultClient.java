package dev.rdi.control.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rdi.config.ProviderParameters;
import dev.rdi.config.SecretObject;
import dev.rdi.config.secret.References;
import dev.rdi.config.secret.Secret;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads secrets of one provider from the key/value engine of a HashiCorp Vault, version 2 or 1, through its HTTP API.
 *
 * <p>What was read is used for {@code refreshIntervalMs}, then read again; an expired token is replaced. Who asks for many
 * secrets of a Vault that is away waits for the first one only. Thread-safe.
 */
final class VaultClient {

    /** For so long a Vault that is away isn't asked again. */
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private final ProviderParameters parameters;
    private final VaultFailure failure;
    private final VaultHttp http;
    private final VaultLogin login;
    private final Clock clock;
    private final Map<String, Known> known = new HashMap<>();

    private Optional<Outage> outage = Optional.empty();

    private record Known(Map<String, Secret> values, Instant until) {}

    private record Outage(RdiException failure, Instant until) {}

    /**
     * Prepares to read; nothing is asked yet.
     *
     * @param provider the provider's name in the configuration
     * @param references where VAULT_TOKEN may come from
     */
    VaultClient(String provider, ProviderParameters parameters, References references, Clock clock) {
        this.parameters = parameters;
        this.clock = clock;
        this.failure = new VaultFailure(provider, parameters.vaultAddress().orElse(""));
        this.http = new VaultHttp(parameters, failure);
        this.login = new VaultLogin(parameters, references, http, failure, clock);
    }

    /**
     * The value of a key of a secret.
     *
     * @throws RdiException TRANSIENT if Vault can't be asked now, CONFIG if it refuses or has no such thing
     */
    synchronized Secret value(SecretObject object, String key) {
        String path = object.secretPath().orElse("");
        return Optional.ofNullable(values(path).get(key)).orElseThrow(() -> failure.noKey(path, key));
    }

    private Map<String, Secret> values(String path) {
        Known found = known.get(path);
        if (found == null || !clock.instant().isBefore(found.until())) {
            known.remove(path);
            found = new Known(readUnlessAway(path), clock.instant().plus(parameters.refreshInterval()));
            known.put(path, found);
        }
        return found.values();
    }

    private Map<String, Secret> readUnlessAway(String path) {
        Optional<Outage> still = outage.filter(it -> clock.instant().isBefore(it.until()));
        if (still.isPresent()) {
            throw still.get().failure();
        }
        try {
            return read(path);
        } catch (RdiException e) {
            if (e.kind() == ErrorKind.TRANSIENT) {
                outage = Optional.of(new Outage(e, clock.instant().plus(OUTAGE)));
            }
            throw e;
        }
    }

    private Map<String, Secret> read(String path) {
        VaultHttp.Answer answer = http.get(path, login.token());
        if (answer.status() == 403) {
            // The token may have expired or been revoked since.
            login.forget();
            answer = http.get(path, login.token());
        }
        return switch (answer.status()) {
            case 200 -> values(path, answer);
            case 403 -> throw failure.denied(path);
            case 404 -> throw failure.notFound(path);
            default -> throw failure.unexpected(path, answer.status());
        };
    }

    /** Version 2 has the values a level deeper, beside what it knows about the version. */
    private Map<String, Secret> values(String path, VaultHttp.Answer answer) {
        JsonNode data = answer.body().path("data");
        boolean versioned =
                data.path("data").isObject() && data.path("metadata").isObject();
        JsonNode fields = versioned ? data.path("data") : data;
        if (!fields.isObject()) {
            throw failure.unexpected(path, answer.status());
        }
        Map<String, Secret> values = new LinkedHashMap<>();
        fields.properties().forEach(field -> {
            JsonNode value = field.getValue();
            values.put(field.getKey(), new Secret(value.isContainerNode() ? value.toString() : value.asText()));
        });
        return values;
    }
}
