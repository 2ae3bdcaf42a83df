package dev.rdi.processor;

import dev.rdi.model.Rejection;
import dev.rdi.redis.ProgressStore.DeadLetter;
import dev.rdi.wire.DeadLetterWriter;
import java.time.Clock;

/** Makes dead letters of rejected records. */
final class DeadLetters {

    private DeadLetters() {}

    static DeadLetter of(PendingRecord record, Rejection rejection) {
        return new DeadLetter(
                record.entry().id(),
                DeadLetterWriter.write(
                        record.entry().id(),
                        record.entry().fields(),
                        record.event(),
                        rejection,
                        Clock.systemUTC().instant()));
    }
}
