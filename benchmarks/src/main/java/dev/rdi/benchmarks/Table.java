package dev.rdi.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A table of the source that is moved, with the same content in every run.
 *
 * <p>Immutable.
 *
 * @param name in the schema public
 * @param shape the resource that creates and fills it
 * @param title for people
 * @param rows how many it has
 * @param probe the column that is compared at the target
 */
record Table(String name, String shape, String title, long rows, String probe) {

    static final String DATABASE = "bench";

    /** 12 columns, about 1 KB a row. */
    static Table orders(long rows) {
        return new Table("orders_1k", "orders_1k", "1 KB rows", rows, "notes");
    }

    /** 8 columns, 120 bytes a row. */
    static Table small(long rows) {
        return new Table("small", "small", "120-byte rows", rows, "label");
    }

    /** Rows of 1 KB that are updated. */
    static Table live(long rows) {
        return new Table("orders_live", "orders_1k", "1 KB rows", rows, "quantity");
    }

    String qualifiedName() {
        return "public." + name;
    }

    /** Whether its rows are of 1 KB. */
    boolean isLarge() {
        return shape.equals("orders_1k");
    }

    /** The SQL that creates and fills the table. */
    String sql() {
        try (InputStream in = Table.class.getResourceAsStream(shape + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("no resource " + shape + ".sql");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).formatted(name, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key of a row at the target: RDI's default. */
    String targetKey(long id) {
        return name + ":id:" + id;
    }
}
