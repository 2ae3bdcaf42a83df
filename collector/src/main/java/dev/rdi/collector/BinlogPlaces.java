package dev.rdi.collector;

import io.debezium.connector.binlog.BinlogOffsetContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Places in a binary log. The offset of a change names where its transaction begins, which is the end of the one before;
 * so that also tells transactions apart.
 *
 * <p>Stateless.
 */
final class BinlogPlaces implements RecordPlaces {

    static final BinlogPlaces INSTANCE = new BinlogPlaces();

    private BinlogPlaces() {}

    @Override
    public Optional<Lsn> previousEnd(Map<String, ?> offset) {
        return BinlogPosition.of(offset).map(BinlogPosition::number);
    }

    @Override
    public Optional<Long> transaction(Map<String, ?> offset) {
        return BinlogPosition.of(offset).map(position -> position.number().value());
    }

    @Override
    public long micros(Map<String, ?> offset) {
        return offset.get(BinlogOffsetContext.TIMESTAMP_KEY) instanceof Number seconds
                ? TimeUnit.SECONDS.toMicros(seconds.longValue())
                : 0;
    }

    @Override
    public String text(Map<String, ?> offset) {
        return BinlogPosition.of(offset)
                .map(position -> position.file() + "/" + position.position())
                .orElse("0");
    }

    @Override
    public SourceOffset after(SourceOffset before, Lsn previousEnd, Map<String, ?> offset) {
        return before.at(
                previousEnd, BinlogPosition.of(offset).map(BinlogPosition::text).orElse(before.exact()));
    }
}
