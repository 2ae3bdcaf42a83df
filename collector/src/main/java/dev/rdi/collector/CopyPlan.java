package dev.rdi.collector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts tables into parts that can be read at the same time.
 *
 * <p>Stateless.
 */
final class CopyPlan {

    /** From this version on a range of pages is read without looking at the others. */
    private static final int RANGES_SINCE = 140_000;

    /** With pages of 8 KB these are ranges of 8 MB; of relations from 32 GB on, 128 MB. */
    private static final int PAGES = 1024;

    private static final int PAGES_OF_LARGE = 16 * PAGES;
    private static final long LARGE_PAGES = 4096L * PAGES;

    /**
     * The leaves of a partitioned table, or the table itself: number, name, kind, file, pages, whether other tables inherit
     * from it. Files are those that the snapshot sees.
     */
    private static final String RELATIONS = """
            WITH RECURSIVE tree(relation) AS (
                SELECT ?::oid
                UNION ALL
                SELECT i.inhrelid FROM tree, pg_inherits i, pg_class parent
                WHERE i.inhparent = tree.relation AND parent.oid = tree.relation AND parent.relkind = 'p')
            SELECT c.oid::bigint, format('%I.%I', n.nspname, c.relname), c.relkind::text, c.relfilenode::bigint,
                   CASE WHEN c.relkind = 'r' THEN pg_relation_size(c.oid) / current_setting('block_size')::bigint END,
                   c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid)
            FROM tree JOIN pg_class c ON c.oid = tree.relation JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind <> 'p' ORDER BY c.oid
            """;

    private CopyPlan() {}

    /** The parts of a table, in order; none if the snapshot sees no such table. */
    static List<CopyChunk> of(Connection connection, CopiedTable table, ServerFacts facts) throws SQLException {
        List<CopyChunk> chunks = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RELATIONS)) {
            statement.setLong(1, table.table().relation());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    chunks.addAll(relation(table, row, facts));
                }
            }
        }
        return chunks;
    }

    private static List<CopyChunk> relation(CopiedTable table, ResultSet row, ServerFacts facts) throws SQLException {
        long relation = row.getLong(1);
        String name = row.getString(2);
        long file = row.getLong(4);
        // As Debezium reads it: with the rows of tables that inherit from it.
        boolean isParent = row.getBoolean(6);
        if (!row.getString(3).equals("r") || isParent || facts.version() < RANGES_SINCE) {
            return List.of(CopyChunk.whole(table, relation, file, name));
        }
        long size = row.getLong(5);
        int pages = size < LARGE_PAGES ? PAGES : PAGES_OF_LARGE;
        int parts = (int) Math.max(1, (size + pages - 1) / pages);
        List<CopyChunk> chunks = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            chunks.add(new CopyChunk(table, relation, file, "ONLY " + name, pages, i, i == parts - 1));
        }
        return chunks;
    }
}
