package dev.rdi.control.api.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One operation of the API: when it is meant, who may use it, what it takes and gives, and what it does. Router, checks
 * and description are made of this one declaration.
 *
 * <p>Immutable.
 *
 * @param path its parts in braces are parameters
 * @param group under which the description lists it
 * @param body the record that the body of a request is read into; empty where there is none
 * @param maxBodyBytes of a request; 0 for the limit of the server
 * @param replies the successful answers by their status
 * @param failures the statuses of failures that belong to this operation
 */
public record Route(
        Method method,
        String path,
        String group,
        String summary,
        String description,
        Access access,
        List<Parameter<?>> parameters,
        Optional<Class<?>> body,
        int maxBodyBytes,
        Map<Integer, Shape> replies,
        List<Integer> failures,
        Operation operation) {

    public Route {
        parameters = List.copyOf(parameters);
        replies = new TreeMap<>(replies);
        failures = List.copyOf(failures);
    }

    /** A route that shows something. */
    public static RouteDraft get(String path, String summary) {
        return new RouteDraft(Method.GET, path, summary, Access.VIEWER);
    }

    public static RouteDraft post(String path, String summary) {
        return new RouteDraft(Method.POST, path, summary, Access.ADMIN);
    }

    public static RouteDraft put(String path, String summary) {
        return new RouteDraft(Method.PUT, path, summary, Access.ADMIN);
    }

    public static RouteDraft patch(String path, String summary) {
        return new RouteDraft(Method.PATCH, path, summary, Access.ADMIN);
    }

    public static RouteDraft delete(String path, String summary) {
        return new RouteDraft(Method.DELETE, path, summary, Access.ADMIN);
    }
}
