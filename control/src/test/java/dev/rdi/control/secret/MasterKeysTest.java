package dev.rdi.control.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.model.RdiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

    private static final MasterKey A = MasterKey.generate();
    private static final MasterKey B = MasterKey.generate();

    private final Path file;

    MasterKeysTest(@TempDir Path folder) {
        this.file = folder.resolve("key");
    }

    private static MasterKeys variable(String text) {
        return MasterKeys.load(Optional.empty(), Map.of(MasterKeys.VARIABLE, text));
    }

    private MasterKeys file(String text, String permissions) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return MasterKeys.load(Optional.of(file), Map.of(MasterKeys.VARIABLE, B.reveal()));
    }

    private static void assertFails(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RdiException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.cure()).contains("generate-master-key");
        });
    }

    @Test
    void aKeyIsMadeWithAnIdOfItsOwn() {
        assertThat(A.id()).matches("[0-9a-f]{8}").isNotEqualTo(B.id());
        assertThat(A.reveal()).matches(A.id() + ":[A-Za-z0-9+/]{43}=");
        assertThat(A.toString()).contains(A.id()).doesNotContain(A.reveal().substring(9));
    }

    @Test
    void readsOneKeyOrSeveralWithAndWithoutIds() {
        String bare = A.reveal().substring(A.reveal().indexOf(':') + 1);

        assertThat(variable(bare).first().id()).isEqualTo(A.id());
        assertThat(variable("2026-a:" + bare).first().id()).isEqualTo("2026-a");
        MasterKeys both = variable("# new\n" + B.reveal() + "\n\n" + A.reveal() + "\n");
        assertThat(both.first().id()).isEqualTo(B.id());
        assertThat(both.find(A.id())).isPresent();
        assertThat(both.find("other")).isEmpty();
        assertThat(variable(B.reveal() + " " + A.reveal()).find(A.id())).isPresent();
    }

    @Test
    void aFileStandsAboveTheVariable() throws IOException {
        assertThat(file(A.reveal(), "rw-------").first().id()).isEqualTo(A.id());
        assertThat(MasterKeys.load(Optional.empty(), Map.of(MasterKeys.FILE_VARIABLE, file.toString()))
                        .first()
                        .id())
                .isEqualTo(A.id());
    }

    @Test
    void warnsOfAFileThatEverybodyCanRead() throws IOException {
        assertThat(file(A.reveal(), "rw-r-----").warning()).isEmpty();
        assertThat(file(A.reveal(), "rw-r--r--").warning().orElseThrow())
                .contains("chmod 600")
                .doesNotContain(A.reveal());
    }

    @Test
    void namesWhatIsMissing() {
        MasterKeys none = MasterKeys.load(Optional.empty(), Map.of());
        assertThat(none.isEmpty()).isTrue();
        assertFails(none::first, "secrets.no-master-key");
        assertFails(() -> MasterKeys.load(Optional.of(file), Map.of()), "secrets.master-key-unreadable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"geheim", "a:b:c", "AAAA", "# nothing", "x:%%%%"})
    void namesWhatIsNoKeyAndDoesNotShowIt(String text) {
        assertFails(() -> variable(text), "secrets.master-key-malformed");
        assertThatThrownBy(() -> variable(text)).hasMessageNotContaining(text);
    }

    @Test
    void refusesTwoKeysWithOneId() {
        String bare = B.reveal().substring(B.reveal().indexOf(':') + 1);

        assertFails(() -> variable(A.reveal() + "\n" + A.id() + ":" + bare), "secrets.master-key-malformed");
    }
}
