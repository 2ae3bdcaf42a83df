package dev.rdi.control.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rdi.config.AuthMethod;
import dev.rdi.config.ProviderParameters;
import dev.rdi.config.secret.References;
import dev.rdi.config.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Shows a Vault who we are, in one of three ways, and keeps the token that we get for it alive.
 *
 * <p>Confined to one thread at a time.
 */
final class VaultLogin {

    private static final String TOKEN_VARIABLE = "VAULT_TOKEN";

    private final ProviderParameters parameters;
    private final References references;
    private final VaultHttp http;
    private final VaultFailure failure;
    private final Clock clock;
    private Optional<Token> token = Optional.empty();

    /**
     * What we were let in with.
     *
     * @param renewal when more time has to be asked for; empty for a token that lasts
     */
    private record Token(Secret value, Optional<Instant> renewal) {}

    VaultLogin(
            ProviderParameters parameters, References references, VaultHttp http, VaultFailure failure, Clock clock) {
        this.parameters = parameters;
        this.references = references;
        this.http = http;
        this.failure = failure;
        this.clock = clock;
    }

    /** A token that should be valid. */
    Secret token() {
        Token known = token.orElseGet(this::logIn);
        if (known.renewal().filter(it -> !clock.instant().isBefore(it)).isPresent()) {
            known = parameters.login() == AuthMethod.TOKEN ? renewed(known) : logIn();
        }
        token = Optional.of(known);
        return known.value();
    }

    /** The token was refused. */
    void forget() {
        token = Optional.empty();
    }

    private Token logIn() {
        return switch (parameters.login()) {
            case KUBERNETES -> logIn("Kubernetes", "kubernetes", kubernetes());
            case APPROLE -> logIn("AppRole", "approle", appRole());
            case TOKEN -> given();
        };
    }

    private Map<String, String> kubernetes() {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("role", parameters.roleName().orElse(""));
        body.put("jwt", read(parameters.serviceAccountTokenFile()));
        return body;
    }

    private Map<String, String> appRole() {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("role_id", parameters.roleId().orElse(""));
        body.put(
                "secret_id",
                parameters
                        .secretId()
                        .map(Secret::reveal)
                        .or(() -> parameters.secretIdFile().map(this::read))
                        .orElse(""));
        return body;
    }

    private Token logIn(String how, String mount, Map<String, String> body) {
        String path = "auth/" + parameters.vaultAuthMountPath().orElse(mount) + "/login";
        VaultHttp.Answer answer = http.post(path, Optional.empty(), body);
        JsonNode auth = answer.body().path("auth");
        String value = auth.path("client_token").asText("");
        if (answer.status() != 200 || value.isEmpty()) {
            throw failure.login(how, answer.status());
        }
        return new Token(sound(value), renewal(auth.path("lease_duration").asLong(0)));
    }

    /** A token of ours is renewed by us, one that an agent writes by the agent. */
    private Token given() {
        if (parameters.token().isEmpty() && parameters.tokenFile().isPresent()) {
            return new Token(sound(read(parameters.tokenFile().get())), Optional.empty());
        }
        Secret value = parameters
                .token()
                .map(Secret::reveal)
                .or(() -> references.find(TOKEN_VARIABLE))
                .map(this::sound)
                .orElseThrow(() -> failure.noToken("no token, tokenFile or " + TOKEN_VARIABLE));
        JsonNode data = http.get("auth/token/lookup-self", value).body().path("data");
        boolean renewable = data.path("renewable").asBoolean(false);
        return new Token(value, renewable ? renewal(data.path("ttl").asLong(0)) : Optional.empty());
    }

    /** A header with other characters would be refused, in an error that shows it. */
    private Secret sound(String text) {
        if (!text.matches("[!-~]+")) {
            throw failure.noToken("the token is empty or has characters that no token has");
        }
        return new Secret(text);
    }

    /** Vault may refuse it; whether the token still works is seen when it is used. */
    private Token renewed(Token old) {
        JsonNode auth = http.post("auth/token/renew-self", Optional.of(old.value()), Map.of())
                .body()
                .path("auth");
        return new Token(old.value(), renewal(auth.path("lease_duration").asLong(0)));
    }

    /** Half of the time that we have, so that there is time to try again; 0 is for ever. */
    private Optional<Instant> renewal(long seconds) {
        return seconds <= 0
                ? Optional.empty()
                : Optional.of(clock.instant().plus(Duration.ofSeconds(seconds).dividedBy(2)));
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw failure.noToken(
                    "the file " + file + " can't be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
