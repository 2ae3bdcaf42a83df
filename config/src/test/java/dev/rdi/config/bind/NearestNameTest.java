package dev.rdi.config.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN =
            List.of("host", "port", "user", "password", "key_password", "read_batch_size");

    @ParameterizedTest
    @CsvSource({
        "hots, host",
        "Port, port",
        "username, user",
        "pasword, password",
        "keyPassword, key_password",
        "read-batch-size, read_batch_size",
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(NearestName.of(typed, KNOWN)).contains(meant);
    }

    @Test
    void findsNothingWhereNothingIsNear() {
        assertThat(NearestName.of("certificate", KNOWN)).isEmpty();
        assertThat(NearestName.of("x", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, '', 1", "abc, acb, 1", "kitten, sitting, 3"})
    void countsChangedCharacters(String a, String b, int distance) {
        assertThat(NearestName.distance(a, b)).isEqualTo(distance);
    }
}
