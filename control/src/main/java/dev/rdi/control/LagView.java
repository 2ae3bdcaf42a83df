package dev.rdi.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far a source is ahead, as the API shows it; what isn't known is absent.
 *
 * <p>Immutable.
 *
 * @param milliseconds how old the last change was when it was read
 * @param bytes of the source's log between what is staged and its end
 * @param slotBytes of the source's log that it keeps because of the pipeline's slot
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LagView(
        @Nullable Long milliseconds,
        @Nullable Long bytes,
        @Nullable Long slotBytes) {

    public static LagView of(SourceReport source) {
        return new LagView(value(source.millisBehind()), value(source.bytesBehind()), value(source.slotBytes()));
    }

    private static @Nullable Long value(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
