package dev.rdi.config;

/**
 * How we show HashiCorp Vault who we are.
 *
 * <p>Immutable.
 */
public enum AuthMethod {
    /** With the token of the service account that Kubernetes gives to a pod. */
    KUBERNETES,
    /** With a token that somebody made. */
    TOKEN,
    /** With a role id and a secret id. */
    APPROLE
}
