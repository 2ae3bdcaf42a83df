package dev.rdi.expression.jmespath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.expression.Values;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions against data that wants to hurt (R10, regular expressions that backtrack). */
class HostileInputTest {

    private static @Nullable Object evaluate(String expression, String text) {
        Map<String, @Nullable Object> record = new HashMap<>();
        record.put("t", text);
        return Sample.evaluate(expression, record);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "<root><name>John</name><age>30</age></root> ~ {\"root\":{\"name\":\"John\",\"age\":\"30\"}}",
                "<a><b/><b>x</b><c>y</c><b> z </b></a> ~ {\"a\":{\"b\":[null,\"x\",\"z\"],\"c\":\"y\"}}",
                "<a x='1' y='2'>text</a> ~ {\"a\":{\"@x\":\"1\",\"@y\":\"2\",\"#text\":\"text\"}}",
                "<a x='1'/> ~ {\"a\":{\"@x\":\"1\"}}",
                "<a>one<b/>two</a> ~ {\"a\":{\"b\":null,\"#text\":\"onetwo\"}}",
                "<a/> ~ {\"a\":null}",
                "<?xml version='1.0'?><!-- c --><a><![CDATA[<&>]]>&amp;&lt;&#233;</a> ~ {\"a\":\"<&>&<é\"}",
                "<n:a xmlns:n='u'><n:b/></n:a> ~ {\"n:a\":{\"@xmlns:n\":\"u\",\"n:b\":null}}",
                "<p:a p:x='2'><p:b>1</p:b></p:a> ~ {\"p:a\":{\"@p:x\":\"2\",\"p:b\":\"1\"}}",
            })
    void readsXml(String xml, String expected) {
        assertThat(Values.json(evaluate("xml_to_dict(t)", xml))).isEqualTo(expected);
    }

    @Test
    void emptyXmlIsEmptyText() {
        assertThat(evaluate("xml_to_dict(t)", "")).isEqualTo("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>",
                "<!DOCTYPE a [<!ENTITY a '1'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'>]><a>&c;</a>",
                "<a>&unknown;</a>",
                "<a x='&unknown;'/>",
                "<a><b></a>",
                "<a/><b/>",
                "no xml",
                "   "
            })
    void refusesXmlWithTypesAndEntities(String xml) {
        assertThatThrownBy(() -> evaluate("xml_to_dict(t)", xml))
                .isInstanceOf(ExpressionFailedException.class)
                .hasMessageStartingWith("xml_to_dict: argument 1 (text) ");
    }

    @Test
    void refusesXmlThatIsNestedWithoutEnd() {
        String xml = "<a>".repeat(100_000) + "</a>".repeat(100_000);
        assertThatThrownBy(() -> evaluate("xml_to_dict(t)", xml))
                .isInstanceOf(ExpressionFailedException.class)
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> evaluate("json_parse(t)", "[".repeat(100_000) + "]".repeat(100_000)))
                .isInstanceOf(ExpressionFailedException.class);
    }

    @Test
    @Timeout(20)
    void readsManyElementsOfOneNameInLinearTime() {
        assertThat(evaluate("length(xml_to_dict(t).r.e)", "<r>" + "<e/>".repeat(200_000) + "</r>"))
                .isEqualTo(200_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(a*)*b", "(.*a){20}$", "(x+x+)+y", "^(\\w+\\s?)*$"})
    void endsPatternsThatBacktrackWithoutEnd(String pattern) {
        long start = System.nanoTime();
        String text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx!";
        try {
            evaluate("regex_replace(t, '" + pattern + "', 'x')", text);
        } catch (ExpressionFailedException e) {
            assertThat(e.reason()).isEqualTo("regex_replace: the pattern takes too many steps for this text");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void namesTheReasonWhenAPatternTakesTooLong() {
        assertThatThrownBy(() -> evaluate("regex_replace(t, '((x|xx)+)+y', '')", "x".repeat(60)))
                .isInstanceOf(ExpressionFailedException.class)
                .hasMessage("regex_replace: the pattern takes too many steps for this text");
    }

    @Test
    void rejectsARecordRatherThanOverflowTheStack() {
        assertThatThrownBy(() -> evaluate("regex_replace(t, '(a|b)*c', '')", "ab".repeat(200_000)))
                .isInstanceOf(ExpressionFailedException.class)
                .hasMessageStartingWith("regex_replace: ");
    }

    @Test
    void takesPlainPatternsOverLongTexts() {
        assertThat(evaluate("length(regex_replace(t, '[ab]', 'xx'))", "abc ".repeat(200_000)))
                .isEqualTo(1_200_000L);
    }
}
