package dev.rdi.wire;

import dev.rdi.model.EntryId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The last pair of a replayed entry: the name {@code o} and the id that the record had when it first came by. It stands
 * behind the fields of our own entries and of those of others alike.
 *
 * <p>Thread-safe.
 */
public final class ReplayMark {

    private static final byte[] NAME = {'o'};

    private ReplayMark() {}

    /**
     * The first id of a replayed record; nothing for any other entry.
     *
     * @param fields name, value, name, value …
     */
    public static Optional<EntryId> find(List<byte[]> fields) {
        int at = fields.size() - 2;
        if (at < 0 || fields.size() % 2 != 0 || !Arrays.equals(fields.get(at), NAME)) {
            return Optional.empty();
        }
        try {
            return Optional.of(EntryId.parse(new String(fields.get(at + 1), StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
