package dev.rdi.wire;

import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Opcode;
import java.nio.charset.StandardCharsets;

/**
 * The fields of version 1 of our own stream entries: always the same, in the same order, because Redis then stores the
 * names once for a block of entries. A stock Debezium Server's entries begin with other names.
 *
 * <pre>
 * f  flags: version, opcode, kind of before, half of a key change: "1u--", "1df>", "1c-<"
 * s  fingerprint of the table's schema; the schema is in the hash schemas:&lt;stream key&gt;
 * t  commit time at the source, microseconds since epoch
 * p  position in the source
 * k  the key, packed        x  the key of the other half of a key change, packed
 * b  the row before, packed  a  the row after, packed
 * </pre>
 *
 * An entry whose row couldn't be encoded has {@code !} as its kind of before, and the reason in {@code a}: a reader that
 * doesn't know this mark refuses the entry. It never takes it for a change.
 *
 * A replayed entry has one pair more behind them, see {@link ReplayMark}. An empty {@code k}, {@code x}, {@code b} or {@code a} means that there is none.
 */
final class EntryFormat {

    static final byte[] FLAGS = ascii("f");
    static final byte[] SCHEMA = ascii("s");
    static final byte[] TIME = ascii("t");
    static final byte[] POSITION = ascii("p");
    static final byte[] KEY = ascii("k");
    static final byte[] OTHER_KEY = ascii("x");
    static final byte[] BEFORE = ascii("b");
    static final byte[] AFTER = ascii("a");

    static final int FIELDS = 8;
    static final byte VERSION = '1';
    static final byte[] NOTHING = new byte[0];

    private static final int BEFORE_FLAG = 2;
    private static final byte UNENCODABLE = '!';

    private EntryFormat() {}

    static byte[] flags(Opcode opcode, BeforeKind before, KeyChange keyChange) {
        byte beforeFlag = switch (before) {
            case NONE -> '-';
            case KEY_ONLY -> 'k';
            case FULL -> 'f';
        };
        byte keyFlag = switch (keyChange) {
            case NO -> '-';
            case OLD_KEY -> '>';
            case NEW_KEY -> '<';
        };
        return new byte[] {VERSION, (byte) opcode.code(), beforeFlag, keyFlag};
    }

    static byte[] unencodable(Opcode opcode, KeyChange keyChange) {
        byte[] flags = flags(opcode, BeforeKind.NONE, keyChange);
        flags[BEFORE_FLAG] = UNENCODABLE;
        return flags;
    }

    static boolean isUnencodable(byte[] flags) {
        return flags[BEFORE_FLAG] == UNENCODABLE;
    }

    static Opcode opcode(byte[] flags) {
        try {
            return Opcode.of((char) flags[1]);
        } catch (IllegalArgumentException e) {
            throw new MalformedEntryException("unknown opcode: " + (char) flags[1], e);
        }
    }

    static BeforeKind beforeKind(byte[] flags) {
        return switch (flags[2]) {
            case '-' -> BeforeKind.NONE;
            case 'k' -> BeforeKind.KEY_ONLY;
            case 'f' -> BeforeKind.FULL;
            default -> throw new MalformedEntryException("unknown kind of before: " + (char) flags[2]);
        };
    }

    static KeyChange keyChange(byte[] flags) {
        return switch (flags[3]) {
            case '-' -> KeyChange.NO;
            case '>' -> KeyChange.OLD_KEY;
            case '<' -> KeyChange.NEW_KEY;
            default -> throw new MalformedEntryException("unknown key change: " + (char) flags[3]);
        };
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
