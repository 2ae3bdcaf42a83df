package dev.rdi.cli;

/**
 * What a command tells the shell.
 *
 * <p>Immutable.
 */
public enum ExitCode {
    OK(0, "The command did what was asked; warnings are possible."),
    FAILURE(1, "It could not: the configuration is wrong, or a server refused or was not there, or it took too long."),
    USAGE(2, "The command line is wrong: an unknown command or option, or a missing or bad value."),
    INTERRUPTED(130, "It was ended by Ctrl-C.");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
