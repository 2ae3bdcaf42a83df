package dev.rdi.benchmarks;

import dev.rdi.redis.RedisConnection;
import dev.rdi.testing.DebeziumServerArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A stock Debezium Server that writes changes into streams of Redis, which is all it does: its Redis sink in extended
 * format, schemas off, otherwise its defaults.
 *
 * <p>Confined to one thread.
 */
final class StockServer implements Contender {

    private final Lab lab;
    private final Path java;
    private final Path home;
    private final Path folder;

    /**
     * Prepares the server.
     *
     * @param java a Java 21 or later
     * @param home its unpacked archive
     * @param folder where it works
     */
    StockServer(Lab lab, Path java, Path home, Path folder) {
        this.lab = lab;
        this.java = java;
        this.home = home;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "Debezium Server";
    }

    @Override
    public JavaProcess start(Table table) {
        try {
            Path config = Files.createDirectories(folder.resolve("config"));
            Files.writeString(config.resolve("application.properties"), properties(table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JavaProcess.start(java, DebeziumServerArchive.arguments(home), folder);
    }

    private String properties(Table table) {
        String redis = lab.redisAddress().toString();
        return """
                debezium.sink.type=redis
                debezium.sink.redis.address=%1$s
                debezium.sink.redis.message.format=extended
                debezium.format.key.schemas.enable=false
                debezium.format.value.schemas.enable=false
                debezium.source.connector.class=io.debezium.connector.postgresql.PostgresConnector
                debezium.source.offset.storage=io.debezium.storage.redis.offset.RedisOffsetBackingStore
                debezium.source.offset.storage.redis.address=%1$s
                debezium.source.database.hostname=127.0.0.1
                debezium.source.database.port=%2$d
                debezium.source.database.user=%3$s
                debezium.source.database.password=%3$s
                debezium.source.database.dbname=%4$s
                debezium.source.topic.prefix=rdi
                debezium.source.plugin.name=pgoutput
                debezium.source.slot.name=stock
                debezium.source.publication.name=stock
                debezium.source.table.include.list=%5$s
                quarkus.http.host=127.0.0.1
                quarkus.http.port=0
                quarkus.log.console.json=false
                """.formatted(
                        redis, lab.postgres().port(), lab.postgres().user(), Table.DATABASE, table.qualifiedName());
    }

    @Override
    public long delivered(Table table) {
        return (Long) lab.observer().require("XLEN", stream(table));
    }

    /** Its streams hold every record, so counting them is all. */
    @Override
    public void check(Table table, long records) {
        long length = delivered(table);
        if (length != records) {
            throw new IllegalStateException(stream(table) + " holds " + length + " of " + records + " records");
        }
        Object first = lab.observer().require("XRANGE", stream(table), "-", "+", "COUNT", "1");
        if (!(first instanceof List<?> entries && text(entries).contains("\"after\""))) {
            throw new IllegalStateException(stream(table) + " holds something else than changes");
        }
    }

    private static String text(Object reply) {
        return reply instanceof List<?> list
                ? String.join(" ", list.stream().map(StockServer::text).toList())
                : RedisConnection.text(reply);
    }

    private static String stream(Table table) {
        return "rdi." + table.qualifiedName();
    }
}
