package dev.rdi.expression.sql;

import dev.rdi.expression.Evaluation;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a parameter of a statement is bound to. */
sealed interface Slot permits Column, Slot.Now {

    /** The value for a record, as records hold it. */
    @Nullable
    Object value(Map<String, ?> record, Evaluation evaluation);

    /** The time of the evaluation, as text that SQLite's functions for dates and times read. */
    enum Now implements Slot {
        NOW;

        private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        @Override
        public Object value(Map<String, ?> record, Evaluation evaluation) {
            return FORMAT.format(evaluation.now());
        }
    }
}
