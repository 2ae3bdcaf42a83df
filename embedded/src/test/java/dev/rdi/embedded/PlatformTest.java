package dev.rdi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({"Linux,amd64,LINUX,AMD64", "Linux,aarch64,LINUX,ARM64", "Mac OS X,x86_64,MACOS,AMD64"})
    void knowsTheNamesThatJavaGivesToPlatforms(
            String name, String arch, Platform.OperatingSystem system, Platform.Processor processor) {
        assertThat(Platform.of(name, arch)).isEqualTo(new Platform(system, processor));
    }

    @ParameterizedTest
    @CsvSource({"Windows 11,amd64", "Linux,s390x"})
    void namesAPlatformWithoutServersAndTheCure(String name, String arch) {
        assertThatThrownBy(() -> Platform.of(name, arch))
                .isInstanceOfSatisfying(
                        EmbeddedServerException.class,
                        e -> assertThat(e.code()).isEqualTo("embedded.unsupported-platform"))
                .hasMessageContaining("no embedded servers for " + name)
                .hasMessageContaining("WSL");
    }

    @Test
    void hasServersForTheMachineThatRunsTheTests() {
        assertThat(Platform.current()).isNotNull();
    }
}
