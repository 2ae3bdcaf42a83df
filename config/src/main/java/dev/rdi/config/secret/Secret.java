package dev.rdi.config.secret;

/**
 * A value that is never printed: passwords, keys, connection strings that may hold either.
 *
 * <p>Its text form is a mask, so that a record which holds it can be logged. Immutable.
 */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The value in clear; hand it to the client that needs it and to nothing else. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "******";
    }
}
