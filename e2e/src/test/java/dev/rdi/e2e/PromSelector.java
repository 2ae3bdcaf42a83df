package dev.rdi.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric with its matchers, as a query of Prometheus names it.
 *
 * <p>Immutable.
 */
record PromSelector(String name, List<LabelMatcher> matchers) {

    private static final Pattern TOKEN = Pattern.compile(
            "\\[[^]]*]|(?:by|without|on|ignoring|group_left|group_right) *\\([^)]*\\)|([A-Za-z_:][\\w:]*)( *\\()?(?:\\{([^}]*)})?|\"[^\"]*\"");
    private static final Pattern MATCHER = Pattern.compile("(\\w+) *(=~|!~|!=|=) *\"([^\"]*)\"");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "sum", "max", "min");

    /** One of the conditions in braces. */
    record LabelMatcher(String label, String operator, String value) {

        /** Variables of a dashboard stand for anything. */
        boolean accepts(Map<String, String> labels) {
            String has = labels.getOrDefault(label, "");
            boolean variable = value.startsWith("$");
            return switch (operator) {
                case "=" -> variable || has.equals(value);
                case "!=" -> !has.equals(value);
                case "=~" -> variable ? labels.containsKey(label) : has.matches(value);
                default -> !has.matches(value);
            };
        }
    }

    /** Those of a query. */
    static List<PromSelector> of(String query) {
        List<PromSelector> selectors = new ArrayList<>();
        Matcher tokens = TOKEN.matcher(query);
        while (tokens.find()) {
            String name = tokens.group(1);
            if (name != null && tokens.group(2) == null && !WORDS.contains(name)) {
                selectors.add(new PromSelector(name, matchers(tokens.group(3) == null ? "" : tokens.group(3))));
            }
        }
        return selectors;
    }

    private static List<LabelMatcher> matchers(String text) {
        List<LabelMatcher> matchers = new ArrayList<>();
        Matcher found = MATCHER.matcher(text);
        while (found.find()) {
            matchers.add(new LabelMatcher(found.group(1), found.group(2), found.group(3)));
        }
        return matchers;
    }

    boolean isIn(Scrape scrape) {
        return scrape.samples().stream()
                .anyMatch(sample ->
                        sample.name().equals(name) && matchers.stream().allMatch(it -> it.accepts(sample.labels())));
    }
}
