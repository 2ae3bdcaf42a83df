package dev.rdi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryCacheIT {
    private static final String RESOURCE = "dev/rdi/embedded/BinaryCache.class";

    private final Path folder;

    BinaryCacheIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private final AtomicInteger unpacked = new AtomicInteger();

    @Test
    void unpacksOnlyOnce() {
        Path first = provide();
        assertThat(provide()).isEqualTo(first);
        assertThat(unpacked).hasValue(1);
        assertThat(first.resolve("one")).exists();
    }

    @Test
    void unpacksAgainWhenFilesAreMissing() throws IOException {
        Files.delete(provide().resolve("two"));
        assertThat(provide().resolve("two")).exists();
        assertThat(unpacked).hasValue(2);
    }

    @Test
    void namesTheArtifactOfAMissingResource() {
        BinaryCache cache = new BinaryCache(folder.resolve("cache"));
        assertThatThrownBy(() -> cache.folder("no-such-file", "some:artifact", this::unpack))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("no no-such-file")
                .hasMessageContaining("Add the artifact some:artifact");
    }

    private Path provide() {
        return new BinaryCache(folder.resolve("cache")).folder(RESOURCE, "some:artifact", this::unpack);
    }

    private void unpack(InputStream content, Path target) throws IOException {
        unpacked.incrementAndGet();
        Files.write(target.resolve("one"), content.readAllBytes());
        Files.writeString(target.resolve("two"), "2");
    }
}
