package dev.rdi.benchmarks;

import dev.rdi.model.TableId;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The product: {@code redis-di run} in a process of its own, from the source to hashes at the target.
 *
 * <p>Confined to one thread.
 */
final class RdiPipeline implements Contender {

    private static final Keys KEYS = new Keys("default");
    private static final String TARGET = "target";

    private final Lab lab;
    private final Launcher launcher;
    private final Path folder;
    private final String settings;

    /**
     * Prepares the pipeline.
     *
     * @param folder where it works
     */
    RdiPipeline(Lab lab, Launcher launcher, Path folder) {
        this(lab, launcher, folder, "");
    }

    /**
     * Prepares the pipeline.
     *
     * @param folder where it works
     * @param settings more of config.yaml
     */
    RdiPipeline(Lab lab, Launcher launcher, Path folder, String settings) {
        this.settings = settings;
        this.lab = lab;
        this.launcher = launcher;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "redis-di run";
    }

    @Override
    public JavaProcess start(Table table) {
        try {
            Files.writeString(folder.resolve("config.yaml"), configuration(table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments =
                List.of("run", "--dir", folder.toString(), "--rdi", lab.redis().url());
        return JavaProcess.start(launcher.file(), arguments, folder);
    }

    private String configuration(Table table) {
        return """
                sources:
                  source:
                    type: cdc
                    connection:
                      type: postgresql
                      host: 127.0.0.1
                      port: %d
                      database: %s
                      user: %s
                      password: unused
                    tables:
                      %s: {}
                targets:
                  target:
                    connection:
                      type: redis
                      host: 127.0.0.1
                      port: %d
                """.formatted(
                                lab.postgres().port(),
                                Table.DATABASE,
                                lab.postgres().user(),
                                table.qualifiedName(),
                                lab.redis().port())
                + settings;
    }

    /** What the position says is done: it moves only after the target has confirmed. */
    @Override
    public long delivered(Table table) {
        return delivered(lab.observer(), stream(table));
    }

    static long delivered(RedisConnection redis, String stream) {
        Object reply =
                redis.require("HMGET", Keys.position(stream, TARGET), "inserted", "updated", "deleted", "rejected");
        return ((List<?>) reply)
                .stream()
                        .filter(byte[].class::isInstance)
                        .mapToLong(number -> Long.parseLong(RedisConnection.text(number)))
                        .sum();
    }

    /** The change stream of a table. */
    static String stream(Table table) {
        return KEYS.stream(new TableId("rdi", Table.DATABASE, "public", table.name()));
    }

    @Override
    public void check(Table table, long records) throws SQLException {
        requireNothingLeft(lab.observer(), stream(table));
        new TargetCheck(lab).compare(table);
    }

    static void requireNothingLeft(RedisConnection redis, String stream) {
        long pending = (Long) redis.require("XLEN", stream);
        long rejected = (Long) redis.require("XLEN", Keys.deadLetters(stream));
        if (pending > 0 || rejected > 0) {
            throw new IllegalStateException(stream + ": " + pending + " pending, " + rejected + " rejected");
        }
    }
}
