package dev.rdi.processor;

import dev.rdi.model.Rejection;
import dev.rdi.redis.ProgressStore.DeadLetter;
import dev.rdi.redis.StreamEntry;
import dev.rdi.wire.DeadLetterWriter;
import java.time.Clock;
import java.time.Instant;

/** Makes dead letters of rejected records. */
final class DeadLetters {

    private DeadLetters() {}

    static DeadLetter of(PendingRecord record, Rejection rejection) {
        StreamEntry entry = record.entry();
        Instant now = Clock.systemUTC().instant();
        return new DeadLetter(
                entry.id(),
                isWithoutRow(rejection)
                        ? DeadLetterWriter.writeWithoutRow(entry.id(), entry.size(), record.event(), rejection, now)
                        : DeadLetterWriter.write(entry.id(), entry.fields(), record.event(), rejection, now));
    }

    private static boolean isWithoutRow(Rejection rejection) {
        return rejection.code().equals(RowLimit.TOO_LARGE) || rejection.code().equals(Unencodable.CODE);
    }
}
