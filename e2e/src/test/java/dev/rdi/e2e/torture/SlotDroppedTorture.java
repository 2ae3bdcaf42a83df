package dev.rdi.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.e2e.RunProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody drops the replication slot while changes go on. */
class SlotDroppedTorture {

    private static final String DROP = """
            DO $$ BEGIN
              PERFORM pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active;
              FOR i IN 1..1000 LOOP
                BEGIN
                  PERFORM pg_drop_replication_slot(slot_name) FROM pg_replication_slots;
                  RETURN;
                EXCEPTION WHEN object_in_use THEN
                  PERFORM pg_sleep(0.005);
                END;
              END LOOP;
              RAISE 'the slot is still in use';
            END $$""";

    private final Path folder;

    SlotDroppedTorture(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("P3: a slot that was dropped is named within 30 s; after a reset both sides are equal")
    void namesADroppedSlotAndIsEqualAfterAReset() {
        try (LossRig loss = LossRig.start(folder, 2)) {
            RunProcess leader = loss.fleet().leader();
            loss.rig().sql(DROP);
            loss.deleteRows();
            loss.awaitNamed("source.slot-missing", "is gone", leader);
            assertThat(leader.exitCode(LossRig.NAMED_WITHIN)).isEqualTo(1);
            loss.fleet().kill();
            loss.resetAndCompare();
        }
    }
}
