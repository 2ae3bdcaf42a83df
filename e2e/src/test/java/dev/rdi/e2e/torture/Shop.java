package dev.rdi.e2e.torture;

import java.util.List;
import java.util.Map;

/**
 * The tables of the torture suite, what the pipeline makes of them, and how large they are. Every row has a version that
 * grows with each change of its key.
 *
 * <p>Immutable.
 */
final class Shop {

    static final int ACCOUNTS = 600;
    static final int DOCUMENTS = 60;
    static final int ORDERS = 100;
    static final int CUSTOMERS = 300;
    static final int MEMBERS = 200;
    static final int LABELS = 200;
    static final int EVENTS = 200;
    static final int DRAFTS = 100;
    static final List<String> CITIES = List.of("Ulm", "Bonn", "Kiel");
    static final List<String> TEAMS = List.of("red", "green", "blue");

    /** Keys from here on belong to {@link Plants}; the load leaves them alone. */
    static final int PLANTED = 900_000;

    /** The tables that always become hashes under RDI's default key, with the key columns that aren't a primary key. */
    static final Map<String, List<String>> HASHES = Map.of(
            "account", List.of(),
            "document", List.of(),
            "line", List.of(),
            "event", List.of("kind", "at"),
            "draft", List.of(),
            "marker", List.of());

    /** The tables that have jobs, if there are any. */
    static final List<String> WITH_JOBS = List.of("customer", "member", "label", "journal");

    static final String DDL = """
            CREATE TABLE account (id int PRIMARY KEY, version bigint, name text, amount numeric(12,2));
            CREATE TABLE document (id int PRIMARY KEY, version bigint, title text, body text);
            ALTER TABLE document ALTER body SET STORAGE EXTERNAL;
            CREATE TABLE line (order_id int, number int, version bigint, note text, PRIMARY KEY (order_id, number));
            CREATE TABLE customer (id int PRIMARY KEY, version bigint, city text, name text);
            ALTER TABLE customer REPLICA IDENTITY FULL;
            CREATE TABLE member (id int PRIMARY KEY, version bigint, team text);
            ALTER TABLE member REPLICA IDENTITY FULL;
            CREATE TABLE label (id int PRIMARY KEY, version bigint, note text);
            CREATE TABLE journal (id bigint PRIMARY KEY, version bigint, what text);
            CREATE TABLE event (kind text NOT NULL, at int NOT NULL, version bigint, detail text);
            ALTER TABLE event REPLICA IDENTITY FULL;
            CREATE TABLE draft (id int PRIMARY KEY, version bigint, v text);
            CREATE TABLE marker (id int PRIMARY KEY, n bigint);
            INSERT INTO account SELECT n, 0, 'first', 1 FROM generate_series(1, 300) n;
            INSERT INTO customer SELECT n, 0, 'Ulm', 'first' FROM generate_series(1, 100) n;
            INSERT INTO member SELECT n, 0, 'red' FROM generate_series(1, 100) n;
            INSERT INTO label SELECT n, 0, '0 first' FROM generate_series(1, 100) n;
            INSERT INTO marker VALUES (1, 0);
            """;

    static final String TABLES = """
            public.account: {}
            public.document: {}
            public.line: {}
            public.customer: {}
            public.member: {}
            public.label: {}
            public.journal: {}
            public.event: { keys: [kind, at] }
            public.draft: {}
            public.marker: {}
            """;

    static final Map<String, String> JOBS = Map.of(
            "customer.yaml",
            job("customer", "hash", "concat(['cust:', city, ':', id])", ""),
            "team.yaml",
            job("member", "set", "concat(['team:', team])", "      args: { member: id }\n"),
            "rank.yaml",
            job("member", "sorted_set", "`rank`", "      args: { member: id, score: version }\n"),
            "label.yaml",
            job("label", "string", "concat(['label:', id])", "      args: { value: note }\n"),
            "journal.yaml",
            job("journal", "stream", "`journal`", ""));

    private Shop() {}

    private static String job(String table, String type, String key, String more) {
        return """
                source:
                  table: %s
                output:
                  - uses: redis.write
                    with:
                      data_type: %s
                      key:
                        expression: "%s"
                        language: jmespath
                """.formatted(table, type, key) + more;
    }
}
