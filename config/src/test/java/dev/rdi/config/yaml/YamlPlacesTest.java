package dev.rdi.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import org.junit.jupiter.api.Test;

class YamlPlacesTest {

    private static final String TEXT = """
            sources:
              shop:
                tables:
                  "public.a b":
                    columns:
                      - id
                      - name
            """;

    private static Place place(String path) {
        return YamlPlaces.find(YamlReader.read(TEXT, new Problems("f")).orElseThrow(), path);
    }

    @Test
    void findsNamesAndItems() {
        assertThat(place("sources.shop.tables")).isEqualTo(new Place("sources.shop.tables", 3, 5));
        assertThat(place("sources.shop.tables[\"public.a b\"].columns[1]"))
                .extracting(Place::line, Place::column)
                .containsExactly(7, 13);
    }

    @Test
    void staysAtTheLastThatIsThere() {
        assertThat(place("sources.shop.connection.host").line()).isEqualTo(2);
        assertThat(place("sources.shop.tables[\"public.a b\"].columns[7]").line())
                .isEqualTo(5);
        assertThat(place("").line()).isEqualTo(1);
    }
}
