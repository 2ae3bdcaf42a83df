package dev.rdi.cli.completion;

import java.util.Locale;

/** The shells that there are scripts for. Immutable. */
public enum CompletingShell {
    BASH,
    ZSH,
    FISH,
    POWERSHELL;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
