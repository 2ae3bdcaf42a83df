package dev.rdi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The account that PostgreSQL, which refuses to run as root, is run under. Immutable.
 *
 * <p>An ordinary user runs it as itself. Root runs it in a user namespace where it looks like an
 * ordinary user; where namespaces are forbidden, as in many containers, as {@code nobody}, to whom
 * the folders are then given.
 */
enum Account {
    OWN(""),
    NAMESPACE("unshare -U"),
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private final String prefix;

    Account(String prefix) {
        this.prefix = prefix;
    }

    static Account choose() {
        if (!Commands.run(List.of("id", "-u")).output().strip().equals("0")) {
            return OWN;
        }
        for (Account candidate : List.of(NAMESPACE, NOBODY)) {
            if (candidate.works()) {
                return candidate;
            }
        }
        throw new EmbeddedServerException(
                "embedded.root",
                "PostgreSQL refuses to run as root, and neither unshare nor setpriv works here",
                "Start it as an ordinary user");
    }

    private boolean works() {
        String program = words().get(0);
        return Commands.run(List.of("sh", "-c", "command -v " + program)).succeeded()
                && Commands.run(command(List.of("true"))).succeeded();
    }

    /** The command that runs a program under this account. */
    List<String> command(List<String> program) {
        List<String> all = new ArrayList<>(words());
        all.addAll(program);
        return all;
    }

    /** Gives a new, empty folder to the account. */
    void own(Path folder) throws IOException {
        if (this == NOBODY) {
            Files.setAttribute(folder, "unix:uid", 65534);
            Files.setAttribute(folder, "unix:gid", 65534);
        }
    }

    private List<String> words() {
        return prefix.isEmpty() ? List.of() : List.of(prefix.split(" "));
    }
}
