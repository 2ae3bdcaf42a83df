package dev.rdi.config;

import dev.rdi.config.schema.OpenEnded;
import dev.rdi.config.schema.Property;
import dev.rdi.config.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a secret provider is, who we are there, and which secrets it has for us.
 *
 * <p>The names are those of Vault's provider for Kubernetes, where it has the same thing. Immutable; the text form shows
 * no secret.
 */
@OpenEnded
public record ProviderParameters(
        @Property(name = "vaultAddress", value = "The address of Vault.", example = "https://vault.example.com:8200")
        Optional<String> vaultAddress,

        @Property(name = "vaultNamespace", value = "The namespace, where Vault has any.", example = "team-a")
        Optional<String> vaultNamespace,

        @Property(
                name = "vaultCACertPath",
                value = "Certificates of the authorities that Vault's certificate is checked against: a PEM file or the"
                        + " text itself. Without it those of the Java runtime.",
                example = "/etc/vault/ca.pem")
        Optional<String> vaultCaCert,

        @Property(
                name = "authMethod",
                value = "How to log in. Without it `kubernetes` if there is a `roleName`, `approle` if there is a"
                        + " `roleId`, else `token`.",
                example = "approle")
        Optional<AuthMethod> authMethod,

        @Property(
                name = "vaultAuthMountPath",
                value = "Where the login method is mounted. Without it the name of the method.",
                example = "kubernetes-prod")
        Optional<String> vaultAuthMountPath,

        @Property(name = "roleName", value = "The role of a login of Kubernetes.", example = "database")
        Optional<String> roleName,

        @Property(
                name = "serviceAccountTokenFile",
                value = "The file with the token of the service account; read at each login.",
                defaultValue = "/var/run/secrets/kubernetes.io/serviceaccount/token",
                example = "/var/run/secrets/vault/token")
        String serviceAccountTokenFile,

        @Property(name = "roleId", value = "The role id of AppRole.", example = "${VAULT_ROLE_ID}")
        Optional<String> roleId,

        @Property(name = "secretId", value = "The secret id of AppRole.", example = "${VAULT_SECRET_ID}")
        Optional<Secret> secretId,

        @Property(
                name = "secretIdFile",
                value = "The file with the secret id of AppRole; read at each login.",
                example = "/run/secrets/vault-secret-id")
        Optional<String> secretIdFile,

        @Property(
                name = "token",
                value =
                        "The token. Without it and without `tokenFile` the value of the secret or variable `VAULT_TOKEN`.",
                example = "${VAULT_TOKEN}")
        Optional<Secret> token,

        @Property(
                name = "tokenFile",
                value = "The file with the token, as an agent writes it; read again when Vault refuses the token.",
                example = "/run/vault/token")
        Optional<String> tokenFile,

        @Property(
                name = "refreshIntervalMs",
                value = "After how many milliseconds a secret is read again, so that a change of it arrives.",
                defaultValue = "30000",
                example = "10000",
                min = 1000)
        Duration refreshInterval,

        @Property(
                name = "timeoutMs",
                value = "How many milliseconds Vault has for an answer.",
                defaultValue = "5000",
                example = "2000",
                min = 100)
        Duration timeout,

        @Property("The secrets of the provider.") List<SecretObject> objects) {

    public ProviderParameters {
        objects = List.copyOf(objects);
    }

    /** How to log in, also where it isn't said. */
    public AuthMethod login() {
        return authMethod.orElseGet(() -> {
            if (roleName.isPresent()) {
                return AuthMethod.KUBERNETES;
            }
            return roleId.isPresent() ? AuthMethod.APPROLE : AuthMethod.TOKEN;
        });
    }
}
