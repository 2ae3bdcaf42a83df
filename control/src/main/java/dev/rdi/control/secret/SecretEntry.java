package dev.rdi.control.secret;

/**
 * What may be told about a stored secret.
 *
 * <p>Immutable.
 */
public record SecretEntry(String name, SecretType type) {}
