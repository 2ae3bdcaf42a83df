package dev.rdi.collector.copy;

import dev.rdi.wire.PackedRowWriter;
import java.util.List;

/**
 * Packs lines of {@code COPY}: the row, and its key.
 *
 * <p>Confined to one thread: it reuses its buffers.
 */
public final class CopyRows {

    private final CopyColumn[] columns;
    private final int[] key;
    private final CopyLine line;
    private final PackedRowWriter packed = new PackedRowWriter();

    /**
     * @param columns of the row, in the order of the lines' fields
     * @param key the places of the key's columns among them, in the order of the key
     */
    public CopyRows(List<CopyColumn> columns, List<Integer> key) {
        this.columns = columns.toArray(CopyColumn[]::new);
        this.key = key.stream().mapToInt(Integer::intValue).toArray();
        this.line = new CopyLine(this.columns.length);
    }

    /** Takes a line, which it changes. */
    public CopyRows read(byte[] text) {
        line.read(text);
        return this;
    }

    /** The row that was read. */
    public byte[] row() {
        packed.reset();
        for (int i = 0; i < columns.length; i++) {
            write(i);
        }
        return packed.toBytes();
    }

    /** The key of the row that was read; empty if it has none. */
    public byte[] key() {
        packed.reset();
        for (int column : key) {
            write(column);
        }
        return packed.toBytes();
    }

    private void write(int column) {
        if (line.isNull(column)) {
            packed.addNull();
        } else {
            columns[column].write(line.bytes(), line.start(column), line.length(column), packed);
        }
    }
}
