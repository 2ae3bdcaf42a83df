package dev.rdi.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{}|[]",
                "{1,2}|[1,2]",
                "{1,NULL}|[1,null]",
                "{{1,2},{3,4}}|[[1,2],[3,4]]",
                "[0:1]={1,2}|[1,2]",
            })
    void turnsArraysIntoJson(String array, String json) {
        assertThat(ArrayText.toJson(array, element -> element)).isEqualTo(json);
    }

    @Test
    void keepsTextsAsTheyAre() {
        assertThat(ArrayText.toJson("{\"a \\\"b\\\"\",\"NULL\",\"\",\"c\\\\d\",\"{x,y}\",é}", ArrayText::quoted))
                .isEqualTo("[\"a \\\"b\\\"\",\"NULL\",\"\",\"c\\\\d\",\"{x,y}\",\"é\"]");
    }

    @Test
    void escapesControlCharacters() {
        assertThat(ArrayText.quoted("\n\u0001")).isEqualTo("\"\\n\\u0001\"");
    }
}
