package dev.rdi.demo;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/**
 * What the standard output can do. Immutable.
 *
 * @param redraws whether text can be drawn over, as on a terminal
 * @param coloured whether colours are wanted and shown
 */
public record Screen(boolean redraws, boolean coloured) {
    /** A file or a pipe: lines only. */
    public static final Screen LINES = new Screen(false, false);

    /** The screen that this process writes to. */
    public static Screen current() {
        return of(isTerminal(), System.getenv());
    }

    /** A terminal with the environment's wishes: {@code TERM=dumb} and {@code NO_COLOR} are heeded. */
    static Screen of(boolean terminal, Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "dumb");
        if (!terminal || kind.isEmpty() || kind.equals("dumb")) {
            return LINES;
        }
        return new Screen(true, environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /** From Java 22 on there is a console also where there is no terminal, and it can be asked. */
    @SuppressWarnings("SystemConsoleNull") // Java 17 returns null, and later ones are asked.
    private static boolean isTerminal() {
        Console console = System.console();
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
