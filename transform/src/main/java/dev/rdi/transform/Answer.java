package dev.rdi.transform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a target answered to a lookup.
 *
 * <p>Immutable.
 *
 * @param value text, a Long, or lists and maps of them; null where there is nothing
 * @param error why the target refused, if it did
 */
public record Answer(@Nullable Object value, Optional<String> error) {

    public static Answer of(@Nullable Object value) {
        return new Answer(value, Optional.empty());
    }

    public static Answer refused(String reason) {
        return new Answer(null, Optional.of(reason));
    }
}
