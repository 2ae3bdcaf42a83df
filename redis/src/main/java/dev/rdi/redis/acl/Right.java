package dev.rdi.redis.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The right to run a command.
 *
 * <p>Immutable.
 *
 * @param command as in a rule of ACL SETUSER: in lower case, a subcommand behind a bar
 * @param needed whether nothing works as it should without it; else a part of the protection or of the advice is missing
 * @param arguments with which a server can be asked whether it would take the command; {@link #KEY} stands for a key
 */
public record Right(String command, boolean needed, List<String> arguments) {

    /** Stands for a key among the arguments. */
    public static final String KEY = "KEY";

    private static final String UNNEEDED = "?";

    public Right {
        arguments = List.copyOf(arguments);
    }

    /** Reads {@code command argument …}; a question mark behind the command says that it isn't needed. */
    static Right parse(String text) {
        List<String> words = List.of(text.split(" ", -1));
        String command = words.get(0);
        boolean unneeded = command.endsWith(UNNEEDED);
        return new Right(
                unneeded ? command.substring(0, command.length() - 1) : command,
                !unneeded,
                words.subList(1, words.size()));
    }

    /** The rule that grants it. */
    public String rule() {
        return "+" + command;
    }

    /** The command as it is sent to ask for the right. */
    String[] words(String key) {
        List<String> words =
                new ArrayList<>(List.of(command.toUpperCase(Locale.ROOT).split("\\|", -1)));
        arguments.forEach(argument -> words.add(argument.equals(KEY) ? key : argument));
        return words.toArray(String[]::new);
    }
}
