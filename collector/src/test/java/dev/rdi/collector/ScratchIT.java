package dev.rdi.collector;

import dev.rdi.collector.CollectorStatus.State;
import org.junit.jupiter.api.Test;

class ScratchIT {
    static final String[] TYPES = {
        "smallint|32767",
        "integer|-2147483648",
        "bigint|9223372036854775807",
        "numeric|12345678901234567890.12345678900",
        "numeric(10,3)|1.500",
        "numeric(5,-2)|12300",
        "numeric|NaN",
        "numeric|Infinity",
        "numeric|-Infinity",
        "numeric|1e100",
        "numeric|0.00000000000000000001",
        "money|$1,234.50",
        "real|1.1",
        "double precision|1e300",
        "double precision|NaN",
        "double precision|-Infinity",
        "real|1e10",
        "double precision|0.1",
        "boolean|t",
        "char(5)|ab",
        "varchar(10)|héllo",
        "text|",
        "text|x",
        "name|abc",
        "citext?",
        "uuid|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "date|2024-02-29",
        "date|infinity",
        "date|-infinity",
        "date|0044-03-15 BC",
        "date|9999-12-31",
        "date|1500-01-01",
        "time|23:59:59.123456",
        "time(3)|12:00:00.5",
        "time|24:00:00",
        "time(0)|01:02:03",
        "timetz|12:00:00.123456+02",
        "timetz|24:00:00+00",
        "timestamp|2024-02-29 12:34:56.123456",
        "timestamp(3)|2024-01-01 00:00:00.123",
        "timestamp(0)|2024-01-01 00:00:01",
        "timestamp|infinity",
        "timestamp|-infinity",
        "timestamp|0044-03-15 00:00:00 BC",
        "timestamp|1500-01-01 00:00:00",
        "timestamptz|2024-02-29 12:34:56.123456+02",
        "timestamptz|infinity",
        "timestamptz|-infinity",
        "timestamptz|0044-03-15 00:00:00+00 BC",
        "timestamptz(0)|2024-01-01 00:00:00+00",
        "interval|1 year 2 mons 3 days 04:05:06.789",
        "bytea|\\xdeadbeef00",
        "bytea|",
        "json|{\"a\": 1, \"b\":null}",
        "jsonb|{\"b\":2,\"a\":[1,2]}",
        "json|null",
        "xml|<a>1</a>",
        "inet|10.0.0.1/8",
        "cidr|10.0.0.0/8",
        "macaddr|08:00:2b:01:02:03",
        "macaddr8|08:00:2b:01:02:03:04:05",
        "bit(1)|1",
        "bit(8)|10110001",
        "varbit(12)|101",
        "point|(1.5,2)",
        "int4range|[1,5)",
        "numrange|[1.5,2.5]",
        "tsrange|[2024-01-01,2024-01-02)",
        "tstzrange|[2024-01-01 00:00+00,2024-01-02 00:00+00)",
        "daterange|[2024-01-01,2024-02-01)",
        "int8range|(,5]",
        "integer[]|{1,NULL,3}",
        "text[]|{a,\"b \\\"q\",NULL}",
        "bigint[]|{9007199254740993}",
        "boolean[]|{t,f}",
        "numeric(10,2)[]|{1.50,2}",
        "double precision[]|{1.5,NaN}",
        "date[]|{2024-01-01}",
        "timestamp[]|{2024-01-01 00:00:00}",
        "uuid[]|{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
        "jsonb[]|{\"{\\\"a\\\": 1}\"}",
        "bytea[]|{\"\\\\xdead\"}",
        "timestamptz[]|{2024-01-01 00:00:00+00}",
        "varchar(3)[]|{abc}",
        "inet[]|{10.0.0.1}",
        "text[]|{{a,b},{c,d}}",
        "mood|happy",
        "mood[]|{sad,happy}",
        "oid|12345",
        "tsvector|a fat cat",
        "tsquery|fat & cat",
        "pg_lsn|16/B374D848",
        "hstore?",
        "box|(1,1),(0,0)",
        "circle|<(0,0),1>",
        "line|{1,2,3}",
        "polygon|((0,0),(1,1))",
        "path|((0,0),(1,1))",
        "lseg|[(0,0),(1,1)]",
        "posint|5",
        "comp|(1,a)",
        "xid8|5",
        "jsonpath|$.a",
        "int4multirange|{[1,3)}",
        "txid_snapshot|1:1:",
    };

    @Test
    void dump() {
        TestDatabase db = TestDatabase.create(
                "CREATE TYPE mood AS ENUM ('sad','happy')",
                "CREATE DOMAIN posint AS integer CHECK (VALUE > 0)",
                "CREATE TYPE comp AS (a int, b text)");
        StringBuilder ddl = new StringBuilder("CREATE TABLE t (id int PRIMARY KEY");
        StringBuilder ins = new StringBuilder("INSERT INTO t VALUES (%d");
        int n = 0;
        for (String t : TYPES) {
            if (t.endsWith("?")) continue;
            String[] p = t.split("\\|", 2);
            ddl.append(", c").append(n++).append(" ").append(p[0]);
            ins.append(", ").append(Sql.text(p[1])).append("::").append(p[0]);
        }
        ddl.append(")");
        ins.append(")");
        db.execute(
                ddl.toString(),
                String.format(java.util.Locale.ROOT, ins.toString().replace("%d", "1")));
        PostgresSettings settings = db.settings("public.t");
        DecodingSink sink = new DecodingSink(settings);
        try (Collector c = Runs.start(settings, sink, new MemoryOffsets())) {
            Runs.awaitState(c, State.STREAMING);
            db.execute(ins.toString().replace("%d", "2"));
            try {
                Runs.awaitTrue(() -> sink.events().size() == 2);
            } catch (Throwable e) {
                System.out.println(c.status());
                throw e;
            }
        }
        var a = DecodingSink.texts(sink.event(0).after());
        var b = DecodingSink.texts(sink.event(1).after());
        var ty = DecodingSink.types(sink.event(0).after());
        n = 0;
        for (String t : TYPES) {
            if (t.endsWith("?")) continue;
            String k = "c" + n++;
            System.out.println((java.util.Objects.equals(a.get(k), b.get(k)) ? "ok   " : "DIFF ") + t + " => "
                    + a.get(k) + " | " + b.get(k) + "   " + ty.get(k));
        }
        System.out.println("dropped " + sink.dropped());
    }
}
