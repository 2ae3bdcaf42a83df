package dev.rdi.config;

import dev.rdi.config.schema.Property;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A service outside that keeps secrets.
 *
 * <p>Parameters may hold secrets, so the text form leaves them out. Immutable.
 */
public record SecretProvider(
        @Property(value = "The service: `aws` is AWS Secrets Manager, `vault` is HashiCorp Vault.", example = "vault")
        SecretStore type,

        @Property(value = "What the service needs; `objects` lists the secrets to fetch.", required = true)
        Map<String, Object> parameters) {

    public SecretProvider {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    @Override
    public String toString() {
        return "SecretProvider[" + type + ", " + parameters.keySet() + "]";
    }
}
