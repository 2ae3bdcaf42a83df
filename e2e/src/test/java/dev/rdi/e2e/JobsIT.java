package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.e2e.Equality.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs in a pipeline folder, from a real source to a real target. */
class JobsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<Table> TABLES = List.of(new Table("people"), new Table("plain"), new Table(Marker.TABLE));

    private static Stage stage;

    private final Path folder;

    JobsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void startServers() {
        stage = Stage.start();
        stage.sql("""
                CREATE TABLE people (id int PRIMARY KEY, name text, city text, balance numeric(10,2), bio text);
                ALTER TABLE people REPLICA IDENTITY FULL;
                CREATE TABLE plain (id int PRIMARY KEY, v text);
                CREATE TABLE marker (id int PRIMARY KEY, n bigint);
                INSERT INTO people VALUES (1, 'ann', 'Ulm', 10.50, 'x'), (2, 'bob', 'Bonn', 0.00, NULL);
                INSERT INTO plain VALUES (1, 'as it is');
                INSERT INTO marker VALUES (1, 0);""");
    }

    @AfterAll
    static void stopServers() {
        stage.close();
    }

    @Test
    @DisplayName("R6, R26: rows become what their jobs say, move with their keys, and leave with their rows")
    void followsItsJobs() throws IOException {
        try (RunProcess run = RunProcess.run(pipeline(), stage.rdi().url())) {
            Marker marker = new Marker(stage);
            marker.awaitSeen(run, PATIENCE);
            assertThat(hash("person:ULM:1")).isEqualTo(Map.of("name", "ann", "city", "ULM", "rich", "1", "bio", "x"));
            assertThat(hash("plain:id:1")).isEqualTo(Map.of("id", "1", "v", "as it is"));
            assertThat(members("in:Ulm")).containsExactly("1");
            assertThat(members("in:Bonn")).containsExactly("2");
            assertThat(RedisKeys.matching(stage.target(), "person:*")).containsExactly("person:ULM:1");

            stage.sql(
                    "UPDATE people SET city = 'Köln' WHERE id = 1",
                    "UPDATE people SET balance = 99 WHERE id = 2",
                    "INSERT INTO people VALUES (3, 'eve', 'Bonn', 3.10, NULL)");
            marker.awaitSeen(run, PATIENCE);
            assertThat(RedisKeys.matching(stage.target(), "person:*"))
                    .containsExactlyInAnyOrder("person:KÖLN:1", "person:BONN:2", "person:BONN:3");
            assertThat(hash("person:KÖLN:1")).containsEntry("bio", "x");
            assertThat(RedisKeys.matching(stage.target(), "in:*")).containsExactlyInAnyOrder("in:Köln", "in:Bonn");

            stage.sql("DELETE FROM people WHERE id IN (1, 2)");
            marker.awaitSeen(run, PATIENCE);
            assertThat(RedisKeys.matching(stage.target(), "person:*")).containsExactly("person:BONN:3");
            assertThat(members("in:Bonn")).containsExactly("3");
            assertThat(RedisKeys.matching(stage.rdi(), "dlq:*")).isEmpty();
        }
    }

    private Path pipeline() throws IOException {
        Path pipeline =
                stage.pipeline(folder, TABLES.stream().map(Table::config).toArray(String[]::new));
        Path jobs = Files.createDirectories(pipeline.resolve("jobs"));
        Files.writeString(jobs.resolve("people.yaml"), """
                source:
                  table: people
                transform:
                  - uses: filter
                    with:
                      language: sql
                      expression: balance > 0
                  - uses: add_field
                    with:
                      fields:
                        - field: city
                          language: jmespath
                          expression: upper(city)
                        - field: rich
                          language: sql
                          expression: balance >= 10
                output:
                  - uses: redis.write
                    with:
                      data_type: hash
                      key:
                        expression: concat(['person:', city, ':', id])
                        language: jmespath
                      mapping: [name, city, rich, bio]
                """);
        Files.writeString(jobs.resolve("places.yaml"), """
                source:
                  table: people
                output:
                  - uses: redis.write
                    with:
                      data_type: set
                      key:
                        expression: "'in:' || city"
                        language: sql
                      args:
                        member: id
                """);
        return pipeline;
    }

    private static Map<String, String> hash(String key) {
        return RedisKeys.hash(stage.target(), key);
    }

    private static List<String> members(String key) {
        return RedisKeys.members(stage.target(), key);
    }
}
