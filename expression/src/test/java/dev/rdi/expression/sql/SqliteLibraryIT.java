package dev.rdi.expression.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.RdiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLibraryIT {

    @Test
    @DisplayName("pitfall 22: the native library can't be unpacked")
    void saysWhatToDoWhenTheLibraryCantBeLoaded(@TempDir Path folder) throws IOException, InterruptedException {
        Path missing = folder.resolve("missing");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.sqlite.tmpdir=" + missing,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Compiles.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output)
                .contains("can't be loaded from " + missing)
                .contains("-Dorg.sqlite.tmpdir=")
                .contains("code expression.sqlite.unavailable");
    }

    /** Runs in a process of its own, because a library is loaded once for each process. */
    static final class Compiles {

        private Compiles() {}

        public static void main(String[] arguments) throws Exception {
            try {
                Sql.compile("1 + 1");
            } catch (RdiException e) {
                System.out.println(e.what() + "; " + e.cure() + "; code " + e.code());
            }
        }
    }
}
