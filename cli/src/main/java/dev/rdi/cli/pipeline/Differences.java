package dev.rdi.cli.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tells two configurations apart, place by place. Jobs are compared by their names. Values that may be secrets are
 * not shown.
 *
 * <p>Confined to one thread.
 */
final class Differences {
    private final List<Change> changes = new ArrayList<>();

    private Differences() {}

    /** What happens at a place. */
    enum Kind {
        ADDED("+"),
        REMOVED("-"),
        CHANGED("~");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /**
     * One difference.
     *
     * @param before empty text where nothing was
     * @param after empty text where nothing is any more
     */
    record Change(Kind kind, String path, String before, String after) {

        String describe() {
            return switch (kind) {
                case ADDED -> "+ " + path + ": " + after;
                case REMOVED -> "- " + path + ": " + before;
                case CHANGED -> "~ " + path + ": " + before + " -> " + after;
            };
        }
    }

    /** The differences in the order of the configurations. */
    static List<Change> between(@Nullable Object before, @Nullable Object after) {
        Differences differences = new Differences();
        differences.compare("", "", withNamedJobs(before), withNamedJobs(after));
        return differences.changes;
    }

    private static @Nullable Object withNamedJobs(@Nullable Object document) {
        if (!(document instanceof Map<?, ?> map) || !(map.get("jobs") instanceof List<?> jobs)) {
            return document;
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (Object job : jobs) {
            if (job instanceof Map<?, ?> content) {
                Map<String, @Nullable Object> rest = new LinkedHashMap<>();
                content.forEach((key, value) -> rest.put(String.valueOf(key), value));
                named.put(String.valueOf(rest.remove("name")), rest);
            }
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), key.equals("jobs") ? named : value));
        return copy;
    }

    private void compare(String path, String name, @Nullable Object before, @Nullable Object after) {
        if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> fresh) {
            Set<Object> names = new LinkedHashSet<>(old.keySet());
            names.addAll(fresh.keySet());
            for (Object child : names) {
                String text = String.valueOf(child);
                String below = path.isEmpty() ? text : path + "." + text;
                if (!old.containsKey(child)) {
                    changes.add(new Change(Kind.ADDED, below, "", text(text, fresh.get(child))));
                } else if (!fresh.containsKey(child)) {
                    changes.add(new Change(Kind.REMOVED, below, text(text, old.get(child)), ""));
                } else {
                    compare(below, text, old.get(child), fresh.get(child));
                }
            }
        } else if (before instanceof List<?> old && after instanceof List<?> fresh && old.size() == fresh.size()) {
            for (int i = 0; i < old.size(); i++) {
                compare(path + "[" + i + "]", name, old.get(i), fresh.get(i));
            }
        } else if (!isEqual(before, after)) {
            changes.add(new Change(Kind.CHANGED, path, text(name, before), text(name, after)));
        }
    }

    private static boolean isEqual(@Nullable Object before, @Nullable Object after) {
        return Objects.equals(before, after)
                || (before instanceof Number
                        && after instanceof Number
                        && before.toString().equals(after.toString()));
    }

    private static String text(String name, @Nullable Object value) {
        if (SecretWords.isSecret(name, value)) {
            return SecretWords.MASK;
        }
        if (value instanceof Map<?, ?> map) {
            StringBuilder text = new StringBuilder("{");
            map.forEach((key, child) -> text.append(text.length() > 1 ? ", " : "")
                    .append(key)
                    .append(": ")
                    .append(text(String.valueOf(key), child)));
            return text.append('}').toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> text(name, item)).toList().toString();
        }
        return value instanceof String string ? quoted(string) : String.valueOf(value);
    }

    private static String quoted(String text) {
        return text.isEmpty() || !text.equals(text.strip()) || text.contains("\n")
                ? "\"" + text.replace("\n", "\\n") + "\""
                : text;
    }
}
