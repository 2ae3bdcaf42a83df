package dev.rdi.config;

/**
 * Where a secret provider keeps its secrets.
 *
 * <p>Immutable.
 */
public enum SecretStore {
    /** AWS Secrets Manager. */
    AWS,
    /** HashiCorp Vault. */
    VAULT
}
