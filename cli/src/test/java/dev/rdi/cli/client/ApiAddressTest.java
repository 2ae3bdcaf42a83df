package dev.rdi.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.model.RdiException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAddressTest {

    @Test
    @DisplayName("R28: a name with odd characters is one step of a path")
    void encodesNames() {
        assertThat(ApiAddress.step("a/b c{}?#%ä")).isEqualTo("/a%2Fb%20c%7B%7D%3F%23%25%C3%A4");
    }

    @Test
    void leavesASlashAtTheEndOut() {
        assertThat(ApiAddress.of("https://rdi.example.com/base//", Optional.empty(), false)
                        .base())
                .hasToString("https://rdi.example.com/base");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rdi.example.com", "ftp://x", "http://", "http://ann:geheim@host", "http://h?x=1", "a b"})
    void refusesWhatIsNoAddress(String typed) {
        assertThatThrownBy(() -> ApiAddress.of(typed, Optional.empty(), false))
                .isInstanceOf(RdiException.class)
                .hasMessageStartingWith("the address of the API is not a URL")
                .hasMessageNotContaining("geheim");
    }
}
