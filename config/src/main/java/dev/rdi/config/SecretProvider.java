package dev.rdi.config;

import dev.rdi.config.bind.Checked;
import dev.rdi.config.bind.Findings;
import dev.rdi.config.schema.Property;

/**
 * A service outside that keeps secrets.
 *
 * <p>Immutable.
 */
public record SecretProvider(
        @Property(
                value = "The service: `vault` is HashiCorp Vault; `aws`, AWS Secrets Manager, is not available.",
                example = "vault")
        SecretStore type,

        @Property(value = "What the service needs; `objects` lists the secrets to fetch.", required = true)
        ProviderParameters parameters)
        implements Checked {

    @Override
    public void check(Findings findings) {
        if (!findings.isGiven("type")) {
            return;
        }
        if (type == SecretStore.AWS) {
            findings.error(
                    "config.not-available",
                    "type",
                    "this version can't ask AWS Secrets Manager",
                    "let the Secrets Store CSI driver or another agent write its secrets into the folder given with"
                            + " --secrets-dir, or set them with redis-di set-secret; then remove this provider");
            return;
        }
        Findings own = findings.under("parameters");
        if (findings.isGiven("parameters")) {
            checkVault(own);
        }
    }

    private void checkVault(Findings own) {
        if (!own.isGiven("vaultAddress")) {
            own.missing("vaultAddress");
        }
        switch (parameters.login()) {
            case KUBERNETES -> require(own, "roleName", own.isGiven("roleName"));
            case APPROLE -> {
                require(own, "roleId", own.isGiven("roleId"));
                require(own, "secretId", own.isGiven("secretId") || own.isGiven("secretIdFile"));
            }
            case TOKEN -> {
                // Without token and tokenFile there is VAULT_TOKEN.
            }
        }
        for (int i = 0; i < own.count("objects"); i++) {
            Findings object = own.item("objects", i);
            require(object, "objectName", object.isGiven("objectName"));
            require(object, "secretPath", object.isGiven("secretPath"));
        }
    }

    private static void require(Findings findings, String property, boolean given) {
        if (!given) {
            findings.missing(property);
        }
    }
}
