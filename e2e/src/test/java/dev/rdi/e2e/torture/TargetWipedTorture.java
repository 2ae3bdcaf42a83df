package dev.rdi.e2e.torture;

import dev.rdi.e2e.RunProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody empties the target under load. */
class TargetWipedTorture {

    private final Path folder;

    TargetWipedTorture(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("P34: FLUSHALL at the target is named within 30 s; after a reset both sides are equal")
    void namesAWipedTargetAndIsEqualAfterAReset() {
        try (LossRig loss = LossRig.start(folder, 1)) {
            RunProcess leader = loss.fleet().leader();
            loss.rig().target().call("FLUSHALL");
            loss.awaitNamed("target.wiped", "target.wiped", leader);
            loss.resetAndCompare();
        }
    }
}
