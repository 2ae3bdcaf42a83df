package dev.rdi.config.job;

import dev.rdi.config.bind.Checked;
import dev.rdi.config.bind.Findings;
import dev.rdi.config.schema.Property;
import java.util.Optional;

/**
 * How a row is written into the JSON document of another table's row.
 *
 * <p>Immutable.
 */
public record NestConfig(
        @Property(value = "The table whose rows are the documents.", required = true)
        Parent parent,

        @Property(value = "The field that tells the nested rows of a document apart.", example = "line_id")
        String nestingKey,

        @Property(value = "The column that identifies the parent: one column.", example = "order_id")
        String parentKey,

        @Property(
                value = "The field of this row that holds the value of the parent's column. Without it the one that is"
                        + " named like the parent's.",
                example = "order_ref")
        Optional<String> childKey,

        @Property(value = "Where in the document the rows go, from its root `$`.", example = "$.lines")
        String path,

        @Property(value = "What holds the rows: a map under `nesting_key`.", defaultValue = "map", example = "map")
        NestStructure structure)
        implements Checked {

    /** The field of the nested row that holds the value of the parent's column. */
    public String childField() {
        return childKey.orElse(parentKey);
    }

    @Override
    public void check(Findings findings) {
        if (findings.isGiven("path") && !path.startsWith("$")) {
            findings.error(
                    "config.bad-value",
                    "path",
                    "the path must start with $, the root of the document",
                    "write $." + path.replaceFirst("^\\.+", ""));
        }
        oneColumn(findings, "parent_key", parentKey);
        childKey.ifPresent(column -> oneColumn(findings, "child_key", column));
    }

    private static void oneColumn(Findings findings, String property, String column) {
        if (column.indexOf(',') >= 0) {
            findings.error(
                    "config.bad-value",
                    property,
                    "'" + column + "' are several columns, but rows can be nested by one column only",
                    "write the one column that identifies the parent");
        }
    }

    /**
     * The table whose rows are the documents.
     *
     * <p>Immutable.
     */
    public record Parent(
            @Property(value = "The logical name of the server.", example = "shop")
            Optional<String> serverName,

            @Property(value = "The database.", example = "shop")
            Optional<String> db,

            @Property(value = "The schema.", example = "public")
            Optional<String> schema,

            @Property(value = "The table.", example = "orders")
            String table) {}
}
