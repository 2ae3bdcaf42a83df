package dev.rdi.e2e;

import dev.rdi.e2e.Equality.Table;
import java.util.List;

/**
 * The tables of the kill tests: one for each kind of key, replica identity and value that a crash could hurt.
 *
 * <p>Immutable.
 */
final class ShopSchema {

    static final int ITEMS = 20_000;
    static final int ORDERS = 500;
    static final int DOCUMENTS = 200;
    static final int READINGS = 2_000;

    static final List<Table> TABLES = List.of(
            new Table("item"),
            new Table("line"),
            new Table("tag"),
            new Table("session"),
            new Table("document"),
            new Table("event", List.of("kind", "at")),
            new Table("reading"),
            new Table("marker"));

    /** Keys that something on the way could take for syntax. */
    static final List<String> TAGS = List.of(
            "plain",
            "two words",
            "a:b",
            ":a:",
            "{tag}",
            "[a-z]",
            "*",
            "a?b",
            "quo\"te",
            "it's",
            "back\\slash",
            "line\nfeed",
            "tab\there",
            "ümläut",
            "日本",
            "😀",
            "%d %s",
            "${NAME}",
            "$1",
            "null",
            "default",
            "");

    static final String DDL = """
            CREATE TABLE item (id int PRIMARY KEY, name text NOT NULL, price numeric(12,2), quantity bigint,
                               changed timestamptz, active boolean);
            CREATE TABLE line (order_id int, number smallint, note text, PRIMARY KEY (order_id, number));
            CREATE TABLE tag (code text PRIMARY KEY, n bigint);
            CREATE TABLE session (id uuid PRIMARY KEY, state jsonb, seen timestamp);
            CREATE TABLE document (id int PRIMARY KEY, title text, body text, attachment bytea);
            ALTER TABLE document ALTER body SET STORAGE EXTERNAL, ALTER attachment SET STORAGE EXTERNAL;
            CREATE TABLE event (kind text NOT NULL, at int NOT NULL, detail text);
            ALTER TABLE event REPLICA IDENTITY FULL;
            CREATE TABLE reading (id int PRIMARY KEY, sensor text, value double precision);
            ALTER TABLE reading REPLICA IDENTITY FULL;
            CREATE TABLE marker (id int PRIMARY KEY, n bigint);
            """;

    static final String ROWS = """
            INSERT INTO item SELECT n, 'item ' || n, n / 100.0, n, now(), n %% 3 = 0 FROM generate_series(1, %d) n;
            INSERT INTO line SELECT o, l, 'line ' || l FROM generate_series(1, %d) o, generate_series(1, 3) l;
            INSERT INTO document SELECT n, 'title', %s, %s FROM generate_series(1, %d) n;
            INSERT INTO event SELECT 'start', n, 'x' FROM generate_series(1, 500) n;
            INSERT INTO reading SELECT n, 's' || n %% 7, n / 16.0 FROM generate_series(1, %d) n;
            INSERT INTO marker VALUES (1, 0);
            """.formatted(ITEMS, ORDERS, largeText("n"), largeBytes("n"), DOCUMENTS, READINGS);

    private ShopSchema() {}

    /** SQL for a text that is kept out of line and looks different for each seed. */
    static String largeText(String seed) {
        return "(SELECT string_agg(md5((%s) || ' ' || part), '') FROM generate_series(1, 150) part)".formatted(seed);
    }

    /** SQL for bytes that are kept out of line. */
    static String largeBytes(String seed) {
        return "convert_to(" + largeText(seed) + ", 'UTF8')";
    }
}
