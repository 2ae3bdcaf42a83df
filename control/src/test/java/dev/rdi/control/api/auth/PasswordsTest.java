package dev.rdi.control.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(4, 1);

    @Test
    void knowsAPasswordAgainThatWasRightAndNoOther() {
        String hash = passwords.hash("correct horse");
        String other = passwords.hash("battery staple");

        for (int i = 0; i < 2; i++) {
            assertThat(passwords.matches("correct horse", hash)).isTrue();
            assertThat(passwords.matches("correct horsf", hash)).isFalse();
            assertThat(passwords.matches("correct horse", other)).isFalse();
            assertThat(passwords.matches("correct horse", "")).isFalse();
        }
    }

    @Test
    void forgetsAPasswordWithItsHash() {
        assertThat(passwords.matches("correct horse", passwords.hash("correct horse")))
                .isTrue();
        assertThat(passwords.matches("correct horse", passwords.hash("another horse")))
                .isFalse();
    }
}
