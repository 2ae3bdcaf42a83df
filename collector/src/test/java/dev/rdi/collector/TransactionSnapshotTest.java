package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TransactionSnapshotTest {

    @Test
    void seesWhatWasOverWhenItWasTaken() {
        TransactionSnapshot snapshot = TransactionSnapshot.parse("100:110:100,105");
        assertThat(snapshot.oldest()).isEqualTo(100);
        assertThat(snapshot.sees(99)).isTrue();
        assertThat(snapshot.sees(100)).isFalse();
        assertThat(snapshot.sees(104)).isTrue();
        assertThat(snapshot.sees(105)).isFalse();
        assertThat(snapshot.sees(109)).isTrue();
        assertThat(snapshot.sees(110)).isFalse();
        assertThat(TransactionSnapshot.parse("7:7:").sees(6)).isTrue();
    }

    @Test
    void comparesNumbersBeyondTheWrapAround() {
        // Changes carry the lower 32 bits.
        TransactionSnapshot snapshot = TransactionSnapshot.parse("8589934590:8589934595:8589934591");
        assertThat(snapshot.sees(0xffff_fffdL)).isTrue();
        assertThat(snapshot.sees(0xffff_ffffL)).isFalse();
        assertThat(snapshot.sees(0)).isTrue();
        assertThat(snapshot.sees(2)).isTrue();
        assertThat(snapshot.sees(3)).isFalse();
    }

    @Test
    void refusesWhatIsNoSnapshot() {
        assertThatThrownBy(() -> TransactionSnapshot.parse("1:2")).isInstanceOf(IllegalArgumentException.class);
    }
}
