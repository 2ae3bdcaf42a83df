package dev.rdi.expression.jmespath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Expression;
import dev.rdi.expression.ExpressionFailedException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {

    private static final String RECORD = "{\"n\": 5, \"t\": \"text\", \"secret\": \"hunter2\", \"list\": [1, \"a\"],"
            + " \"o\": {\"a\": 1}, \"null\": null, \"emoji\": \"a😀b😀c\", \"b\": true, \"f\": 1.5, \"neg\": -1,"
            + " \"big\": 9223372036854775808, \"max\": 9223372036854775807, \"min\": -9223372036854775808}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                // text, in code points
                "left(emoji, `2`) ~ \"a😀\"",
                "left(emoji, `0`) ~ \"\"",
                "left(emoji, `99`) ~ \"a😀b😀c\"",
                "left(t, big) ~ \"text\"",
                "right(emoji, `2`) ~ \"😀c\"",
                "right(t, `0`) ~ \"\"",
                "right(t, `99`) ~ \"text\"",
                "mid(emoji, `1`, `2`) ~ \"😀b\"",
                "mid(t, `99`, `2`) ~ \"\"",
                "mid(t, `1`, max) ~ \"ext\"",
                "mid(t, `1`, `2.0`) ~ \"ex\"",
                "length(emoji) ~ 5",
                "reverse(emoji) ~ \"c😀b😀a\"",
                "capitalize('jOHN  o\\'neil é😀x') ~ \"John  O'neil É😀x\"",
                "capitalize('') ~ \"\"",
                "upper('straße') ~ \"STRASSE\"",
                "lower('İ') ~ \"i̇\"",
                "replace(t, 't', '') ~ \"ex\"",
                "replace(emoji, '', '-') ~ \"-a-😀-b-😀-c-\"",
                "split('a,b,,') ~ [\"a\",\"b\",\"\",\"\"]",
                "split('') ~ [\"\"]",
                "split('a::b', '::') ~ [\"a\",\"b\"]",
                "contains(t, `5`) ~ false",
                // making text
                "concat(list) ~ \"1a\"",
                "concat([]) ~ null",
                "concat(`[]`) ~ \"\"",
                "concat([n, 'x', f, null, b, o]) ~ \"5x1.5NoneTrue{\\\"a\\\":1}\"",
                "concat(`[2.0, 1e3]`) ~ \"2.01000.0\"",
                "to_string(`null`) ~ \"null\"",
                "to_string(b) ~ \"true\"",
                "base64_decode('SGVsbG8gV29ybGQh') ~ \"Hello World!\"",
                "base64_decode('8J+YgA') ~ \"😀\"",
                "base64_decode('') ~ \"\"",
                "json_parse('[1, {\"a\": null}, 12345678901234567890]') ~ [1,{\"a\":null},12345678901234567890]",
                "json_parse('null') ~ null",
                // regular expressions in Python's syntax
                "regex_replace('Banana Bannnana', 'Ban\\w+', 'Apple Apple') ~ \"Apple Apple Apple Apple\"",
                "regex_replace('2020-01-31', '(?P<y>\\d+)-(?P<m>\\d+)-(?P<the_day>\\d+)', '\\g<the_day>.\\2.\\g<1>\\g<0>') ~ \"31.01.20202020-01-31\"",
                "regex_replace('aa bb ab', '(?P<c>\\w)(?P=c)', '<\\g<c>>') ~ \"<a> <b> ab\"",
                "regex_replace('abxd', 'x*', '-') ~ \"-a-b--d-\"",
                "regex_replace('a[b]c', '[[]', '(') ~ \"a(b]c\"",
                "regex_replace('a]b', '[]x]', '-') ~ \"a-b\"",
                "regex_replace('a&&b', '[a&&b]', '-') ~ \"----\"",
                "regex_replace('aaaa{x}', 'a{,2}', '-') ~ \"---{-x-}-\"",
                "regex_replace('a{x}', 'a{x}', '-') ~ \"-\"",
                "regex_replace(`a\\nb`, '(?s)a.b', '-') ~ \"-\"",
                "regex_replace('naïve', '\\W', '-') ~ \"naïve\"",
                "regex_replace('naïve', '(?a)\\W', '-') ~ \"na-ve\"",
                "regex_replace('ABC', '(?i:b)', '-') ~ \"A-C\"",
                "regex_replace('ab', '(?#letters)b', '-') ~ \"a-\"",
                "regex_replace('ab', 'b\\Z', '\\\\') ~ \"a\\\\\"",
                "regex_replace('ab', '(x)?b', '[\\1]') ~ \"a[]\"",
                "regex_replace('a$b', '\\$', '$1') ~ \"a$1b\"",
                "regex_replace('a😀b', '.', '-') ~ \"---\"",
                "regex_replace(t, `[a-z]+`, `x`) ~ \"x\"",
                "regex_replace(t, `\\w`, t) ~ \"texttexttexttext\"",
                // objects and lists
                "from_entries(`[]`) ~ {}",
                "from_entries(to_entries(o)) ~ {\"a\":1}",
                "filter_entries(o, `value > \\`1\\``) ~ {}",
                "filter_entries(o, concat(['key == ', '\\'a\\'', ''])) ~ {\"a\":1}",
                "in(n, `[5.0]`) ~ true",
                "in('x', `[]`) ~ false",
                "in(o, `[{\"a\": 1}]`) ~ true",
                "in(n, ['5']) ~ false",
                "merge(o, {b: n}) ~ {\"a\":1,\"b\":5}",
                // numbers
                "sum([max, `1`]) ~ 9223372036854775808",
                "sum([big, `-1`]) ~ 9223372036854775807",
                "sum([big, f, neg]) ~ 9223372036854776000.0",
                "sum([f, n]) ~ 6.5",
                "avg([n, n]) ~ 5.0",
                "abs(min) ~ 9223372036854775808",
                "abs(big) ~ 9223372036854775808",
                "ceil(`1e20`) ~ 100000000000000000000",
                "floor(`-0.5`) ~ -1",
                "max([big, max]) ~ 9223372036854775808",
                "sort([`2`, `1.5`, big]) ~ [1.5,2,9223372036854775808]",
                "to_number('9223372036854775808') ~ 9223372036854775808",
                "to_number(' -12 ') ~ -12",
                "to_number('1e400') ~ null",
                "to_number('NaN') ~ null",
                "to_number('0x10') ~ null",
                "to_number('1d') ~ null",
                "to_number('.5') ~ 0.5",
                "to_number('') ~ null",
                // order and equality
                "`9007199254740993` == `9007199254740992` ~ false",
                "`9007199254740993` > `9007199254740992.0` ~ true",
                "`1` == `1.0` ~ true",
                "`0` == `false` ~ false",
                "`0.1` < `0.2` ~ true",
                "'b' > 'a' ~ true",
                "'😀' > '\uFFFD' ~ true",
                "'a' < `1` ~ null",
                "`0` && 'zero is true' ~ \"zero is true\"",
                // legacy literals
                "`name` ~ \"name\"",
                "`  name ` ~ \"name \"",
                "`key == 'a'` ~ \"key == 'a'\"",
                "`01` ~ \"01\"",
                "`` ~ \"\"",
                "`a\\`b` ~ \"a`b\"",
                "`a\\nb` ~ \"a\\nb\"",
                "`a b \\d` ~ \"a b \\\\d\"",
                "`true` ~ true",
                "`[1` ~ \"[1\"",
                "`key == \"a\"` ~ \"key == \\\"a\\\"\"",
            })
    void give(String text, String expected) {
        assertThat(Sample.json(text, RECORD)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base64_decode(null)",
                "capitalize(null)",
                "concat(null)",
                "filter_entries(null, 'key')",
                "from_entries(null)",
                "hash(null)",
                "in(null, list)",
                "json_parse(null)",
                "left(null, `1`)",
                "lower(null)",
                "mid(null, `1`, `2`)",
                "regex_replace(null, 'a', 'b')",
                "replace(null, 'a', 'b')",
                "right(null, `1`)",
                "split(null)",
                "time_delta_days(null)",
                "time_delta_seconds(null)",
                "to_entries(null)",
                "upper(null)",
                "xml_to_dict(null)",
                "upper(`null`)",
                "upper(missing.field)"
            })
    void ofNullAreNull(String text) {
        assertThat(Sample.evaluate(text, RECORD)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "upper(n) ~ upper: argument 1 (text) must be a string, found a number",
                "lower(list) ~ lower: argument 1 (text) must be a string, found an array",
                "capitalize(o) ~ capitalize: argument 1 (text) must be a string, found an object",
                "left(t, t) ~ left: argument 2 (count) must be a number, found a string",
                "left(t, null) ~ left: argument 2 (count) must be a number, found null",
                "left(t, neg) ~ left: argument 2 (count) must be a whole number, 0 or more",
                "right(t, f) ~ right: argument 2 (count) must be a whole number, 0 or more",
                "mid(t, n, b) ~ mid: argument 3 (count) must be a number, found a boolean",
                "concat(t) ~ concat: argument 1 (values) must be an array, found a string",
                "concat(o) ~ concat: argument 1 (values) must be an array, found an object",
                "replace(t, n, t) ~ replace: argument 2 (old) must be a string, found a number",
                "replace(n, t, t) ~ replace: argument 1 (text) must be a string, found a number",
                "split(n) ~ split: argument 1 (text) must be a string, found a number",
                "split(t, n) ~ split: argument 2 (delimiter) must be a string, found a number",
                "split(t, left(t, `0`)) ~ split: argument 2 (delimiter) must not be empty",
                "hash(t, secret) ~ hash: argument 2 (hash_name) is the name of no hash function",
                "in(t, t) ~ in: argument 2 (values) must be an array, found a string",
                "json_parse(n) ~ json_parse: argument 1 (text) must be a string, found a number",
                "json_parse(secret) ~ json_parse: argument 1 (text) is not JSON",
                "base64_decode(n) ~ base64_decode: argument 1 (text) must be a string, found a number",
                "base64_decode(concat([t, '!'])) ~ base64_decode: argument 1 (text) is not base64",
                "base64_decode(concat(['/', '/', null && t || '//'])) ~ base64_decode: argument 1 (text) encodes no UTF-8 text",
                "to_entries(list) ~ to_entries: argument 1 (object) must be an object, found an array",
                "from_entries(o) ~ from_entries: argument 1 (entries) must be an array, found an object",
                "from_entries(list) ~ from_entries: argument 1 (entries) must hold objects with a string 'key' and a 'value', found a number",
                "from_entries([{key: n}]) ~ from_entries: argument 1 (entries) must hold objects with a string 'key' and a 'value', found one whose 'key' is a number",
                "filter_entries(t, 'key') ~ filter_entries: argument 1 (object) must be an object, found a string",
                "filter_entries(o, n) ~ filter_entries: argument 2 (predicate) must be a string, found a number",
                "filter_entries(o, concat([secret, '('])) ~ filter_entries: argument 2 (predicate) is no expression",
                "regex_replace(n, 'a', 'b') ~ regex_replace: argument 1 (text) must be a string, found a number",
                "regex_replace(t, concat(['(', secret]), 'b') ~ regex_replace: argument 2 (pattern) is no regular expression",
                "regex_replace(t, 'e', concat(['\\9', secret])) ~ regex_replace: argument 3 (replacement) refers to a group that doesn't exist, or has a wrong escape",
                "time_delta_days(b) ~ time_delta_days: argument 1 (dt) must be a string or a number, found a boolean",
                "time_delta_seconds(secret) ~ time_delta_seconds: argument 1 (dt) is neither a time in ISO 8601 nor a Unix timestamp",
                "time_delta_seconds(max) ~ time_delta_seconds: argument 1 (dt) is neither a time in ISO 8601 nor a Unix timestamp",
                "time_delta_seconds(big) ~ time_delta_seconds: argument 1 (dt) is neither a time in ISO 8601 nor a Unix timestamp",
                "xml_to_dict(n) ~ xml_to_dict: argument 1 (text) must be a string, found a number",
                "xml_to_dict(secret) ~ xml_to_dict: argument 1 (text) is not well-formed XML",
                "join(',', list) ~ join: argument 2 (texts) must be an array of strings, found one with a number",
                "sort(list) ~ sort: what is compared must be all numbers or all strings, found a string",
            })
    void sayWhichArgumentIsWrongAndNoValue(String text, String reason) {
        ExpressionFailedException e =
                catchThrowableOfType(ExpressionFailedException.class, () -> Sample.evaluate(text, RECORD));
        assertThat(e).as(text).isNotNull();
        assertThat(e.reason()).isEqualTo(reason).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "2021-10-06T18:56:16.701670+00:00, 365, 31536000",
        "2021-10-06T18:56:16.701670, 365, 31536000",
        "2021-10-06 18:56:16.70167Z, 365, 31536000",
        "2022-10-06T23:56:16.701670+05:00, 0, 0",
        "2022-10-06 22:56:16.701670+04, 0, 0",
        "2022-10-06T22:56:16.701670+0400, 0, 0",
        "2022-10-06, 0, 68176",
        "2022-10-07T18:56:17.701670Z, -1, -86401"
    })
    void tellHowLongAgoATimeIs(String time, long days, long seconds) {
        String record = "{\"dt\": \"" + time + "\"}";
        assertThat(Sample.evaluate("time_delta_days(dt)", record)).isEqualTo(days);
        assertThat(Sample.evaluate("time_delta_seconds(dt)", record)).isEqualTo(seconds);
    }

    @Test
    void takeUnixTimestamps() {
        long now = Sample.NOW.getEpochSecond();
        assertThat(Sample.evaluate("time_delta_seconds(dt)", "{\"dt\": " + (now - 60) + "}"))
                .isEqualTo(60L);
        assertThat(Sample.evaluate("time_delta_seconds(dt)", "{\"dt\": " + (now - 60) + ".75}"))
                .isEqualTo(59L);
        assertThat(Sample.evaluate("time_delta_days(dt)", "{\"dt\": 0}")).isEqualTo(now / 86_400);
    }

    @Test
    void makeTheSameUuidsForARecordThatComesAgain() {
        Expression expression = Sample.compile("[uuid(), uuid()]");
        Object first = expression.evaluate(Map.of(), new Evaluation("s/1-0", Sample.NOW));
        assertThat(expression.evaluate(Map.of(), new Evaluation("s/1-0", Sample.NOW)))
                .isEqualTo(first);
        assertThat(expression.evaluate(Map.of(), new Evaluation("s/2-0", Sample.NOW)))
                .isNotEqualTo(first);
        String uuid = String.valueOf(Sample.evaluate("uuid()", "{}"));
        assertThat(UUID.fromString(uuid).version()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "sha1, a9993e364706816aba3e25717850c26c9cd0d89d",
        "md5, 900150983cd24fb0d6963f7d28e17f72",
        "sha224, 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        "sha256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha3_256, 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
        "blake2s, 508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982",
        "blake2b, "
                + "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"
    })
    void hash(String name, String expected) {
        assertThat(Sample.evaluate("hash(t, `" + name + "`)", "{\"t\": \"abc\"}"))
                .isEqualTo(expected);
        assertThat(Sample.evaluate("hash(t)", "{\"t\": \"abc\"}"))
                .isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 69217a3079908094, 786a02f742015903",
        "1, 4a0d129873403037, 333fcb4ee1aa7c11",
        "63, 9a4267618070af96, 95b7074f4b316306",
        "64, 651d2f5f20952eac, 29119322fbf7552c",
        "65, 045f8ae18932119b, 59041e07da048e58",
        "127, 50424a14cfc0a3cd, 94596b9d6199c807",
        "128, 3ac477e27353f901, fc6c71f688f43ea7",
        "129, 94f03f8feba7e07d, 55e6e0eb418149a8",
        "1000, a4691c2bf852334e, d6a69459fe93fc6b"
    })
    void hashTextsAroundTheSizeOfABlock(int length, String blake2s, String blake2b) {
        assertThat(Hashes.hex("blake2s", "a".repeat(length))).startsWith(blake2s);
        assertThat(Hashes.hex("blake2b", "a".repeat(length))).startsWith(blake2b);
    }

    @Test
    void doNotChangeTheirArgumentsAndAreThreadSafe() {
        Expression expression = Sample.compile(
                "{a: regex_replace(t, '(t)', '\\1\\1'), b: filter_entries(@, `key == 't'`), c: hash(t), d: sort(l),"
                        + " e: regex_replace(t, p, 'y')}");
        IntStream.range(0, 5000).parallel().forEach(i -> {
            Map<String, ?> record = Sample.record("{\"t\": \"t" + i + "\", \"p\": \"t" + i % 3 + "\", \"l\": [3, 1]}");
            Object result = expression.evaluate(record, Sample.evaluation());
            assertThat(result).isInstanceOfSatisfying(Map.class, map -> {
                assertThat(map.get("a")).isEqualTo("tt" + i);
                assertThat(map.get("b")).isEqualTo(Map.of("t", "t" + i));
                assertThat(map.get("e")).isEqualTo(("t" + i).replace("t" + i % 3, "y"));
            });
            assertThat(String.valueOf(record.get("l"))).isEqualTo("[3, 1]");
        });
    }
}
