package dev.rdi.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much the terminal shows.
 *
 * <p>Immutable.
 */
public record TerminalSize(int rows, int columns) {

    /** Where there is no terminal nothing is too wide. */
    public static final TerminalSize UNLIMITED = new TerminalSize(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final TerminalSize USUAL = new TerminalSize(24, 80);
    private static final Pattern STTY = Pattern.compile("(\\d{1,5}) (\\d{1,5})\\s*");
    private static final int SMALLEST = 20;

    /** The size of the terminal now; the usual one if it doesn't tell. */
    public static TerminalSize now() {
        return Terminal.isThere()
                ? stty().filter(it -> it.columns() >= SMALLEST).orElse(USUAL)
                : UNLIMITED;
    }

    private static Optional<TerminalSize> stty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String text = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            stty.waitFor(1, TimeUnit.SECONDS);
            Matcher matcher = STTY.matcher(text);
            return matcher.matches()
                    ? Optional.of(
                            new TerminalSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
