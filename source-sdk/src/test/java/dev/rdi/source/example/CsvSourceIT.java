package dev.rdi.source.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.embedded.RedisServer;
import dev.rdi.source.SourceSettings;
import dev.rdi.source.SourceWriter;
import dev.rdi.testing.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example works, and goes on where it stopped. */
class CsvSourceIT {

    private static final String HEADER = "id:integer:key,name:text,price:decimal\n";
    private static final String OFFSETS = "rdi:{shop}:offsets";

    @Test
    void followsFilesAcrossRestarts(@TempDir Path folder) throws IOException {
        RedisServer server = SharedServers.freshRedis();
        Path fruit = folder.resolve("shop.fruit.csv");
        Files.writeString(fruit, HEADER + "1,apple,0.30\n2,pear,0.4");
        run(server, folder);
        assertThat(length(server)).as("a line that isn't ended is no row yet").isEqualTo("1");

        Files.writeString(fruit, "5\n1,apple,0.35\n-2\n", StandardOpenOption.APPEND);
        run(server, folder);
        run(server, folder);

        assertThat(length(server)).isEqualTo("4");
        String header = String.valueOf(HEADER.length());
        server.call(
                "HSET",
                OFFSETS,
                "{\"source\":\"csv\"}",
                "{\"phase\":\"streaming\",\"offset\":\"shop.fruit=" + header + "\"}");
        run(server, folder);
        assertThat(length(server)).as("lines have numbers").isEqualTo("4");

        server.call("DEL", OFFSETS);
        run(server, folder);
        assertThat(length(server))
                .as("without an offset everything comes again")
                .isEqualTo("8");
    }

    private static String length(RedisServer server) {
        return server.call("XLEN", "data:{rdi:shop:shop.fruit}");
    }

    private static void run(RedisServer server, Path folder) throws IOException {
        try (SourceWriter writer = SourceWriter.open(SourceSettings.of(server.url(), "shop", "csv"))) {
            new CsvSource(folder, writer).poll();
        }
    }
}
