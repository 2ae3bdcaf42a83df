package dev.rdi.control.api.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the route of a request. Where a fixed part and a parameter both fit, the fixed part wins.
 *
 * <p>Immutable.
 */
final class Router {

    private final List<Entry> entries;

    private record Entry(Route route, List<String> parts) {

        private boolean fits(List<String> segments) {
            if (segments.size() != parts.size()) {
                return false;
            }
            for (int i = 0; i < parts.size(); i++) {
                boolean same = isParameter(parts.get(i))
                        ? !segments.get(i).isEmpty()
                        : parts.get(i).equals(segments.get(i));
                if (!same) {
                    return false;
                }
            }
            return true;
        }

        private int parameters() {
            return (int) parts.stream().filter(Entry::isParameter).count();
        }

        private Map<String, String> values(List<String> segments) {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                if (isParameter(part)) {
                    values.put(part.substring(1, part.length() - 1), segments.get(i));
                }
            }
            return values;
        }

        private static boolean isParameter(String part) {
            return part.startsWith("{");
        }
    }

    /** A route and the parameters in the path. */
    record Match(Route route, Map<String, String> path) {}

    Router(List<Route> routes) {
        List<Entry> all = new ArrayList<>();
        for (Route route : routes) {
            all.add(new Entry(route, List.of(route.path().substring(1).split("/", -1))));
        }
        all.sort((a, b) -> Integer.compare(a.parameters(), b.parameters()));
        entries = List.copyOf(all);
    }

    /**
     * The route of a request.
     *
     * @throws ApiException 404 if nothing is there, 405 if it can't be done there
     */
    Match match(String method, String path) {
        List<String> segments = UrlText.segments(path);
        List<Entry> fitting =
                entries.stream().filter(entry -> entry.fits(segments)).toList();
        if (fitting.isEmpty()) {
            throw ApiException.notFound("there is nothing at this path");
        }
        String wanted = method.equals("HEAD") ? "GET" : method;
        Optional<Entry> found = fitting.stream()
                .filter(entry -> entry.route().method().name().equals(wanted))
                .findFirst();
        if (found.isEmpty()) {
            throw new ApiException(
                    405, method(method) + " isn't done at this path", List.of(), Map.of("Allow", allowed(fitting)));
        }
        return new Match(found.get().route(), found.get().values(segments));
    }

    private static String method(String method) {
        return method.matches("[A-Z]{1,16}") ? method : "this method";
    }

    private static String allowed(List<Entry> fitting) {
        TreeSet<String> methods = new TreeSet<>();
        fitting.forEach(entry -> methods.add(entry.route().method().name()));
        return String.join(", ", methods);
    }
}
