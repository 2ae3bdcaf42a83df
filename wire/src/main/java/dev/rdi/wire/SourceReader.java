package dev.rdi.wire;

import dev.rdi.model.SourceInfo;
import dev.rdi.model.TableId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the {@code source} of a Debezium change event: which table, where and when. Consecutive events nearly always
 * tell of the same table, so the last one is kept and compared as bytes.
 *
 * <p>Confined to one thread.
 */
final class SourceReader {

    private static final String[] NAMES = {
        "name",
        "db",
        "schema",
        "table",
        "collection",
        "connector",
        "ts_us",
        "ts_ms",
        "lsn",
        "txId",
        "file",
        "pos",
        "ord"
    };
    private static final int NAME = 0;
    private static final int DATABASE = 1;
    private static final int SCHEMA = 2;
    private static final int TABLE = 3;
    private static final int COLLECTION = 4;
    private static final int CONNECTOR = 5;
    private static final int MICROS = 6;
    private static final int MILLIS = 7;
    private static final int LSN = 8;
    private static final int TRANSACTION = 9;
    private static final int FILE = 10;
    private static final int PLACE = 11;
    private static final int ORDER = 12;

    private static final long MICROS_PER_SECOND = 1_000_000;

    private static final byte[] POSTGRESQL = "postgresql".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] MONGODB = "mongodb".getBytes(StandardCharsets.US_ASCII);

    private final JsonBytes json;
    private final byte[][] names = new byte[NAMES.length][];
    private final int[] starts = new int[NAMES.length];
    private final int[] ends = new int[NAMES.length];
    private final byte[][] lastTable = new byte[COLLECTION + 1][];
    private TableId table = new TableId("", "", "", "");

    SourceReader(JsonBytes json) {
        this.json = json;
        for (int i = 0; i < names.length; i++) {
            names[i] = NAMES[i].getBytes(StandardCharsets.US_ASCII);
        }
        Arrays.fill(lastTable, EntryFormat.NOTHING);
    }

    /** Reads the object that comes next. */
    void read() {
        Arrays.fill(starts, 0);
        Arrays.fill(ends, 0);
        json.expect('{');
        if (!json.skipIf('}')) {
            do {
                json.text();
                int known = known();
                json.expect(':');
                if (known < 0) {
                    json.skip();
                } else {
                    scalar(known);
                }
            } while (json.goesOn('}'));
        }
        if (!isLastTable()) {
            keepTable();
        }
    }

    private int known() {
        for (int i = 0; i < names.length; i++) {
            if (json.lastIs(names[i])) {
                return i;
            }
        }
        return -1;
    }

    private void scalar(int known) {
        switch (json.peek()) {
            case '"' -> {
                json.text();
                starts[known] = json.start();
                ends[known] = json.end();
            }
            case '{', '[' -> json.skip();
            default -> {
                int from = json.at();
                json.skip();
                boolean isNull = json.bytes()[from] == 'n';
                starts[known] = isNull ? 0 : from;
                ends[known] = isNull ? 0 : json.at();
            }
        }
    }

    private boolean isLastTable() {
        for (int i = 0; i < lastTable.length; i++) {
            if (!Arrays.equals(json.bytes(), starts[i], ends[i], lastTable[i], 0, lastTable[i].length)) {
                return false;
            }
        }
        return true;
    }

    private void keepTable() {
        for (int i = 0; i < lastTable.length; i++) {
            lastTable[i] = Arrays.copyOfRange(json.bytes(), starts[i], ends[i]);
        }
        String name = text(TABLE);
        table = new TableId(text(NAME), text(DATABASE), text(SCHEMA), name.isEmpty() ? text(COLLECTION) : name);
    }

    private String text(int index) {
        ByteText text = new ByteText();
        text.addUnescaped(json.bytes(), starts[index], ends[index]);
        return text.toString();
    }

    TableId table() {
        return table;
    }

    boolean isPostgresql() {
        return starts[CONNECTOR] == ends[CONNECTOR]
                || Arrays.equals(json.bytes(), starts[CONNECTOR], ends[CONNECTOR], POSTGRESQL, 0, POSTGRESQL.length);
    }

    boolean isMongo() {
        return Arrays.equals(json.bytes(), starts[CONNECTOR], ends[CONNECTOR], MONGODB, 0, MONGODB.length);
    }

    SourceInfo info() {
        long micros = ends[MICROS] > 0 ? number(MICROS) : number(MILLIS) * 1000;
        if (isMongo()) {
            // The time of MongoDB's clusters: whole seconds, and a number within them.
            return new SourceInfo(micros, micros / MICROS_PER_SECOND + "/" + position(ORDER));
        }
        boolean isBinlog = ends[FILE] > 0;
        return new SourceInfo(micros, position(isBinlog ? FILE : LSN) + "/" + position(isBinlog ? PLACE : TRANSACTION));
    }

    private String position(int index) {
        return ends[index] == 0 ? "0" : Numbers.ascii(json.bytes(), starts[index], ends[index]);
    }

    private long number(int index) {
        long number = 0;
        for (int i = starts[index]; i < ends[index]; i++) {
            int digit = json.bytes()[i] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
