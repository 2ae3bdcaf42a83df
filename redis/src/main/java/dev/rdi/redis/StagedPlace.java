package dev.rdi.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which change of the source an entry of a change stream is. The place of the last entry is kept beside the stream,
 * as a mark that is written in the transaction of the entries: both are there, or neither is.
 *
 * <p>Immutable.
 *
 * @param source what the other numbers are relative to; places of different sources have nothing to do with each other
 * @param schema the fingerprint of the entry's schema
 * @param previousEnd the end of the last transaction that was over before, an unsigned position in the source's log
 * @param transaction the transaction's number
 * @param index of the entry among those of its transaction in its stream, from 1
 */
public record StagedPlace(String source, String schema, long previousEnd, long transaction, long index) {

    private static final String SOURCE = "source";
    private static final String SCHEMA = "schema";
    private static final String END = "end";
    private static final String TRANSACTION = "tx";
    private static final String INDEX = "index";

    /** The command that keeps the place beside its stream. */
    byte[][] command(String stream) {
        return new byte[][] {
            RedisConnection.bytes("HSET"),
            RedisConnection.bytes(Keys.staged(stream)),
            RedisConnection.bytes(SOURCE),
            RedisConnection.bytes(source),
            RedisConnection.bytes(SCHEMA),
            RedisConnection.bytes(schema),
            RedisConnection.bytes(END),
            RedisConnection.bytes(Long.toUnsignedString(previousEnd)),
            RedisConnection.bytes(TRANSACTION),
            RedisConnection.bytes(Long.toString(transaction)),
            RedisConnection.bytes(INDEX),
            RedisConnection.bytes(Long.toString(index))
        };
    }

    /** The place that a stream's mark holds, or nothing where there is none, or one that can't be read. */
    static Optional<StagedPlace> load(RedisConnection redis, String stream) {
        List<?> values = (List<?>) redis.require("HMGET", Keys.staged(stream), SOURCE, SCHEMA, END, TRANSACTION, INDEX);
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof byte[] bytes) {
                texts.add(RedisConnection.text(bytes));
            }
        }
        if (texts.size() < values.size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StagedPlace(
                    texts.get(0),
                    texts.get(1),
                    Long.parseUnsignedLong(texts.get(2)),
                    Long.parseLong(texts.get(3)),
                    Long.parseLong(texts.get(4))));
        } catch (NumberFormatException e) {
            return Optional.empty(); // Without a mark changes are repeated, none is lost.
        }
    }
}
