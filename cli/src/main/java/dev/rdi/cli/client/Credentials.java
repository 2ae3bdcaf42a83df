package dev.rdi.cli.client;

import dev.rdi.config.secret.Secret;

/**
 * What the client proves with that it may use the API. No text form shows a secret.
 *
 * <p>Immutable.
 */
public sealed interface Credentials {

    /** Nothing. */
    record None() implements Credentials {}

    /** A user, who gets a token for the password. */
    record User(String name, Secret password) implements Credentials {}

    /** The keys of Redis Cloud, which go along with each request. */
    record CloudKeys(String account, Secret user) implements Credentials {}
}
