package dev.rdi.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.JobLoader;
import dev.rdi.config.Loaded;
import dev.rdi.config.LoadedJobs;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.secret.References;
import dev.rdi.expression.Values;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Outcome;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.transform.compile.JobCompiler;
import dev.rdi.transform.sample.DryRun;
import dev.rdi.transform.sample.SampleException;
import dev.rdi.transform.sample.Samples;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random records through random valid jobs. Each ends as one outcome, none of them for a defect of ours, and again the
 * same when it is delivered again. {@code -Drdi.seed} repeats one.
 */
class RandomJobsTest {

    private static final long JOBS = 400;
    private static final int EVENTS = 25;
    private static final List<String> COLUMNS =
            List.of("id", "name", "n", "price", "doc", "a.b", "Größe", "when it is", "group");
    private static final List<String> FIELDS =
            List.of("name", "n", "extra", "doc.deep", "x.y.z", "a\\\\.b", "id", "price");
    private static final List<String> JMESPATH = List.of(
            "name",
            "upper(name)",
            "concat(['k:', id, '-', n])",
            "n > `5` && name || 'x'",
            "\"Größe\"",
            "to_string(@)",
            "keys(@)",
            "doc.a[0]",
            "split(name, ',')",
            "left(name, `2`)",
            "{a: name, b: [n, price]}",
            "hash(name)",
            "regex_replace(name, '[a-c]+', '-')",
            "price > `9.5`",
            "not_null(n, id)",
            "length(name)",
            "json_parse(name)",
            "\"a.b\"",
            "`null`",
            "`7`",
            "uuid()",
            "in(name, ['a', 'b'])",
            "base64_decode(name)",
            "xml_to_dict(name)");
    private static final List<String> SQL = List.of(
            "name",
            "upper(name)",
            "'k:' || id || '-' || n",
            "CASE WHEN n > 5 THEN name ELSE 'x' END",
            "\"Größe\"",
            "\"when it is\"",
            "\"group\"",
            "price * 2",
            "n / 0",
            "NULL",
            "7",
            "name IS NULL",
            "substr(name, 1, 2)",
            "coalesce(n, id)",
            "cast(name AS INTEGER)",
            "round(price, 1)",
            "id IN (1, 2, 3)",
            "name LIKE 'a%'");

    static LongStream seeds() {
        Long given = Long.getLong("rdi.seed");
        return given == null ? LongStream.range(0, JOBS) : LongStream.of(given);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRecordEndsAsOneOutcomeAndAgainAsTheSame(long seed) throws SampleException {
        Random random = new Random(seed);
        String job = job(random);
        List<ChangeEvent> events = new Samples("item").read(Values.json(events(random)));
        List<Outcome> first = outcomes(job, events);
        assertThat(first).hasSameSizeAs(events);
        for (Outcome outcome : first) {
            if (outcome instanceof Rejected rejected) {
                assertThat(rejected.rejection().code())
                        .as("%s%n%s", job, rejected)
                        .isNotEqualTo("record.defect");
            }
        }
        assertThat(texts(outcomes(job, events))).as(job).isEqualTo(texts(first));
    }

    private static List<Outcome> outcomes(String job, List<ChangeEvent> events) {
        Loaded config = PipelineLoader.parse("""
                sources: {source: {type: external}}
                targets: {target: {connection: {type: redis, host: localhost, port: 6379}}}
                """, "config.yaml", References.none(), Mode.OFFLINE);
        LoadedJobs jobs = JobLoader.parse(job, "job.yaml", config.config(), References.none(), Mode.OFFLINE);
        assertThat(jobs.errors()).as("%s%n%s", job, jobs.problems()).isZero();
        assertThat(JobCompiler.check(jobs.jobs())).as(job).isEmpty();
        return new DryRun(new JobCompiler(jobs.jobs(), config.config().orElseThrow()).compile(table -> true))
                .run(events).stream().map(DryRun.Result::outcome).toList();
    }

    // --- jobs

    private static String job(Random random) {
        boolean full = random.nextInt(4) == 0;
        String steps = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> step(random, full))
                .collect(Collectors.joining());
        return "source: {table: item, row_format: " + (full ? "full" : "partial") + "}\n"
                + (steps.isEmpty() ? "" : "transform:\n" + steps)
                + "output:\n"
                + IntStream.rangeClosed(0, random.nextInt(2))
                        .mapToObj(i -> output(random))
                        .collect(Collectors.joining());
    }

    private static String step(Random random, boolean full) {
        String before = full ? "after." : "";
        return switch (random.nextInt(5)) {
            case 0 ->
                "  - {uses: add_field, with: {field: \"" + before + pick(random, FIELDS) + "\", " + expression(random)
                        + "}}\n";
            case 1 ->
                "  - {uses: rename_field, with: {from_field: \"" + before + pick(random, FIELDS) + "\", to_field: \""
                        + before + pick(random, FIELDS) + "\"}}\n";
            case 2 -> "  - {uses: remove_field, with: {field: \"" + before + pick(random, FIELDS) + "\"}}\n";
            case 3 ->
                "  - {uses: filter, with: {" + expression(random)
                        + (random.nextBoolean() ? "" : ", on_unmatched: delete") + "}}\n";
            default ->
                "  - {uses: map, with: {language: sql, expression: {id: id, name: " + quoted(pick(random, SQL))
                        + ", doc: " + quoted(pick(random, SQL)) + "}}}\n";
        };
    }

    private static String output(Random random) {
        String type = pick(random, List.of("hash", "json", "set", "sorted_set", "stream", "string"));
        String key = random.nextBoolean() ? "" : ", key: {" + expression(random) + "}";
        String arguments = switch (type) {
            case "set" -> ", args: {member: " + pick(random, List.of("id", "name", "doc")) + "}";
            case "sorted_set" -> ", args: {member: id, score: " + pick(random, List.of("n", "price", "name")) + "}";
            case "string" -> ", args: {value: " + pick(random, List.of("name", "doc", "missing")) + "}";
            default -> random.nextBoolean() ? "" : ", mapping: [name, id: key, missing: nothing]";
        };
        String update = type.equals("json") || type.equals("hash")
                ? ", on_update: " + (random.nextBoolean() ? "merge" : "replace")
                : "";
        String expire = switch (random.nextInt(4)) {
            case 0 -> ", expire: 100";
            case 1 -> ", expire: {" + expression(random) + "}";
            default -> "";
        };
        return "  - {uses: redis.write, with: {data_type: " + type + key + arguments + update + expire + "}}\n";
    }

    private static String expression(Random random) {
        return random.nextBoolean()
                ? "language: jmespath, expression: " + quoted(pick(random, JMESPATH))
                : "language: sql, expression: " + quoted(pick(random, SQL));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    // --- events

    private static List<@Nullable Object> events(Random random) {
        return IntStream.range(0, EVENTS)
                .<@Nullable Object>mapToObj(i -> event(random))
                .toList();
    }

    private static Map<String, @Nullable Object> event(Random random) {
        String opcode = pick(random, List.of("c", "r", "u", "u", "d", "t", "m"));
        Map<String, @Nullable Object> after = row(random);
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("opcode", opcode);
        event.put("table", "item");
        event.put("types", Map.of("price", "decimal", "doc", "json"));
        if (random.nextInt(8) > 0) {
            Map<String, @Nullable Object> key = new LinkedHashMap<>();
            key.put("id", after.get("id"));
            event.put("key", key);
        }
        event.put("before", random.nextBoolean() || opcode.equals("c") ? null : row(random));
        event.put("after", opcode.equals("d") || opcode.equals("t") || opcode.equals("m") ? null : after);
        return event;
    }

    private static Map<String, @Nullable Object> row(Random random) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (String column : COLUMNS) {
            row.put(column, column.equals("id") ? (Object) (long) random.nextInt(4) : value(column, random));
        }
        return row;
    }

    private static @Nullable Object value(String column, Random random) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return null;
        }
        if (kind == 1) {
            return "__debezium_unavailable_value";
        }
        return switch (column) {
            case "n" -> pick(random, List.of(0L, -7L, 9_007_199_254_740_993L, Long.MIN_VALUE));
            case "price" -> pick(random, List.of("0.00", "9.99", "100.10", "12345678901234567890.123456789"));
            case "doc" -> pick(random, List.of("{\"a\": [1, null]}", "[]", "null", "7", "\"text\""));
            default ->
                pick(
                        random,
                        List.of("", "a", "abc,def", "😀 Größe", "<a b='c'>d</a>", "{\"x\": 1}", "aGVsbG8=", "\u0000"));
        };
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    // --- what came of it, comparable

    private static List<String> texts(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> (outcome instanceof Rejected rejected
                                ? rejected.rejection().toString()
                                : "")
                        + outcome.writes().stream().map(RandomJobsTest::text).toList())
                .toList();
    }

    private static String text(TargetedWrite write) {
        return write.target() + ' ' + text((Object) write.write());
    }

    private static String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(RandomJobsTest::text).toList().toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RandomJobsTest::text).toList().toString();
        }
        if (!(value instanceof Record)) {
            return String.valueOf(value);
        }
        List<String> parts = new ArrayList<>(List.of(value.getClass().getSimpleName()));
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                parts.add(text(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return parts.toString();
    }
}
