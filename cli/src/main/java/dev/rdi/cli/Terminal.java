package dev.rdi.cli;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person at the terminal, if there is one: is asked, and never waited for otherwise.
 *
 * <p>Immutable; it has no state.
 */
public final class Terminal {

    private Terminal() {}

    /**
     * Asks for a yes.
     *
     * @throws RdiException CONFIG if nobody can be asked
     */
    public static boolean isConfirmed(String question) {
        Console console = require("there is no terminal to ask for a confirmation", "add --force");
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.trim().toLowerCase(Locale.ROOT).equals("y");
    }

    /**
     * Asks for a text that the terminal doesn't show; empty if nothing was typed.
     *
     * @param cure what to do where nobody can be asked
     * @throws RdiException CONFIG if nobody can be asked
     */
    public static Optional<String> readHidden(String prompt, String cure) {
        Console console = require("there is no terminal to ask for a value", cure);
        char[] answer = console.readPassword("%s: ", prompt);
        return answer == null || answer.length == 0 ? Optional.empty() : Optional.of(new String(answer));
    }

    /** Whether a person sits at both ends: input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // Java 17 returns null, and later ones are asked.
    public static boolean isThere() {
        return isTerminal(System.console());
    }

    @SuppressWarnings("SystemConsoleNull") // As above.
    private static Console require(String what, String cure) {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            throw new RdiException(ErrorKind.CONFIG, "cli.no-terminal", what, cure);
        }
        return console;
    }

    /** From Java 22 on there is a console also where there is no terminal, and it can be asked. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
