package dev.rdi.expression;

/**
 * A value that the source did not send: neither null nor absent. An expression that needs it yields it, and it never
 * reaches a target.
 */
public enum Unavailable {
    VALUE
}
