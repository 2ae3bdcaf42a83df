package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class RoleTest {

    @Test
    void aServerDoesAllOrAnswersOrLeads() {
        Role.check(EnumSet.allOf(Role.class));
        Role.check(EnumSet.of(Role.API));
        Role.check(EnumSet.complementOf(EnumSet.of(Role.API)));
        assertThat(Role.leads(EnumSet.of(Role.API))).isFalse();
    }

    @Test
    void partsOfLeadingAreRefusedWithWhatToWrite() {
        assertThatExceptionOfType(RdiException.class)
                .isThrownBy(() -> Role.check(EnumSet.of(Role.API, Role.PROCESSOR)))
                .satisfies(e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.CONFIG);
                    assertThat(e.what()).contains("only processor");
                    assertThat(e.cure()).contains("--roles operator,collector,processor");
                });
    }
}
