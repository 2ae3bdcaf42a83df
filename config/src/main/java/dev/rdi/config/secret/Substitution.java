package dev.rdi.config.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text after its references were replaced by their values.
 *
 * <p><code>${NAME}</code> is a reference and <code>$${</code> the two characters <code>${</code>. A value that was put
 * in is not looked at again, so that a password may hold anything. Immutable.
 *
 * @param text the text with the values; an unset or malformed reference stays as it was written
 * @param referenced the names that the text refers to
 * @param unset those of them that have no value
 * @param malformed whether a <code>${</code> starts no reference
 */
public record Substitution(String text, List<String> referenced, List<String> unset, boolean malformed) {
    private static final Pattern TOKEN = Pattern.compile("\\$\\$\\{|\\$\\{([^${}\\s]+)}|\\$\\{");

    public Substitution {
        referenced = List.copyOf(referenced);
        unset = List.copyOf(unset);
    }

    /** Whether the text is known: nothing is unset and nothing malformed. */
    public boolean isComplete() {
        return unset.isEmpty() && !malformed;
    }

    /** Whether a part of the text came from elsewhere, so that it may be a secret. */
    public boolean hasReferences() {
        return !referenced.isEmpty();
    }

    /**
     * Replaces the references of a text.
     *
     * @throws dev.rdi.model.RdiException if a value is there but can't be read
     */
    public static Substitution of(String text, References references) {
        List<String> referenced = new ArrayList<>();
        List<String> unset = new ArrayList<>();
        boolean malformed = false;
        StringBuilder result = new StringBuilder();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            String replacement = matcher.group();
            if (name != null) {
                referenced.add(name);
                Optional<String> value = references.find(name);
                if (value.isEmpty()) {
                    unset.add(name);
                }
                replacement = value.orElse(replacement);
            } else if (replacement.equals("$${")) {
                replacement = "${";
            } else {
                malformed = true;
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        matcher.appendTail(result);
        return new Substitution(result.toString(), referenced, unset, malformed);
    }
}
