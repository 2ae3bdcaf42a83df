package dev.rdi.model;

/**
 * What happened to a row, with the one-letter codes that Debezium and RDI use.
 *
 * <p>Immutable.
 */
public enum Opcode {
    CREATE('c'),
    UPDATE('u'),
    DELETE('d'),
    /** A row read by the initial sync. */
    READ('r'),
    TRUNCATE('t'),
    /** A logical decoding message; it belongs to no table and never reaches a target. */
    MESSAGE('m');

    private final char code;

    Opcode(char code) {
        this.code = code;
    }

    public char code() {
        return code;
    }

    /**
     * Finds the opcode of a code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Opcode of(char code) {
        return switch (code) {
            case 'c' -> CREATE;
            case 'u' -> UPDATE;
            case 'd' -> DELETE;
            case 'r' -> READ;
            case 't' -> TRUNCATE;
            case 'm' -> MESSAGE;
            default -> throw new IllegalArgumentException("no opcode has the code '" + code + "'");
        };
    }
}
