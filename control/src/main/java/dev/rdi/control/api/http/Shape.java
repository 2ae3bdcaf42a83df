package dev.rdi.control.api.http;

/**
 * What the body of an answer looks like, for its description.
 *
 * <p>Immutable.
 *
 * @param type a record, or {@code Object} for anything
 */
public record Shape(Kind kind, Class<?> type) {

    /** How many there are of the type. */
    public enum Kind {
        NONE,
        ONE,
        LIST,
        MAP
    }

    public static final Shape NONE = new Shape(Kind.NONE, Object.class);
    public static final Shape OBJECT = new Shape(Kind.ONE, Object.class);

    public static Shape of(Class<?> type) {
        return new Shape(Kind.ONE, type);
    }

    public static Shape listOf(Class<?> type) {
        return new Shape(Kind.LIST, type);
    }

    /** An object whose values are of the type, under names that aren't known before. */
    public static Shape mapOf(Class<?> type) {
        return new Shape(Kind.MAP, type);
    }
}
