package dev.rdi.control.api.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The reference page of an API, made of the declarations of its routes. Stateless. */
public final class ApiReference {

    private ApiReference() {}

    /** The page, in Markdown. */
    public static String page(String introduction, List<Route> routes) {
        Map<String, List<Route>> groups =
                routes.stream().collect(Collectors.groupingBy(Route::group, LinkedHashMap::new, Collectors.toList()));
        StringJoiner page = new StringJoiner("\n", introduction.stripTrailing() + "\n\n", "\n");
        groups.forEach((group, members) -> {
            page.add("## " + group).add("");
            page.add("| operation | who | what it does | answers |").add("|---|---|---|---|");
            members.forEach(route -> page.add(row(route)));
            page.add("");
            members.stream().filter(ApiReference::hasMore).forEach(route -> more(route, page));
        });
        return page.toString().stripTrailing() + "\n";
    }

    private static String row(Route route) {
        String who = switch (route.access()) {
            case ANYONE -> "anyone";
            case VIEWER -> "viewer, admin";
            case ADMIN -> "admin";
        };
        return "| `" + title(route) + "` | " + who + " | " + text(route) + " | " + statuses(route) + " |";
    }

    private static String title(Route route) {
        return route.method() + " " + route.path();
    }

    private static String text(Route route) {
        return route.description().isEmpty() ? route.summary() : route.summary() + " " + route.description();
    }

    private static String statuses(Route route) {
        StringJoiner statuses = new StringJoiner(", ");
        route.replies().keySet().forEach(status -> statuses.add("**" + status + "**"));
        OpenApi.failures(route).forEach(status -> statuses.add(String.valueOf(status)));
        return statuses.toString();
    }

    private static boolean hasMore(Route route) {
        return route.parameters().stream().anyMatch(parameter -> !parameter.inPath());
    }

    private static void more(Route route, StringJoiner page) {
        page.add("`" + title(route) + "` takes:").add("");
        route.parameters().stream()
                .filter(parameter -> !parameter.inPath())
                .forEach(parameter -> page.add("- `" + parameter.name() + "` ("
                        + parameter.schema().path("type").asText().toLowerCase(Locale.ROOT)
                        + defaultOf(parameter) + "): " + parameter.description()));
        page.add("");
    }

    private static String defaultOf(Parameter<?> parameter) {
        String value = parameter.schema().path("default").asText("");
        return value.isEmpty() ? "" : ", default `" + value + "`";
    }
}
