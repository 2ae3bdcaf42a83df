package dev.rdi.control.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@link Route} on its way; {@link #does} ends it.
 *
 * <p>Confined to one thread.
 */
public final class RouteDraft {

    private final Method method;
    private final String path;
    private final String summary;
    private final List<Parameter<?>> parameters = new ArrayList<>();
    private final Map<Integer, Shape> replies = new TreeMap<>();
    private final List<Integer> failures = new ArrayList<>();
    private String group = "";
    private String description = "";
    private Access access;
    private int maxBodyBytes;

    RouteDraft(Method method, String path, String summary, Access access) {
        this.method = method;
        this.path = path;
        this.summary = summary;
        this.access = access;
    }

    public RouteDraft in(String newGroup) {
        group = newGroup;
        return this;
    }

    public RouteDraft description(String text) {
        description = text;
        return this;
    }

    /** Who may use it, where that isn't viewers for GET and admins for the rest. */
    public RouteDraft access(Access newAccess) {
        access = newAccess;
        return this;
    }

    public RouteDraft takes(Parameter<?>... more) {
        parameters.addAll(List.of(more));
        return this;
    }

    public RouteDraft gives(int status, Shape shape) {
        replies.put(status, shape);
        return this;
    }

    public RouteDraft gives(int status, Class<?> type) {
        return gives(status, Shape.of(type));
    }

    /** Statuses of failures, beside 401, 403 and those of every operation. */
    public RouteDraft fails(Integer... statuses) {
        failures.addAll(List.of(statuses));
        return this;
    }

    /** How large a request may be, where that isn't the limit of the server. */
    public RouteDraft maxBody(int bytes) {
        maxBodyBytes = bytes;
        return this;
    }

    /** The route, which takes no body. */
    public Route does(Operation operation) {
        return route(Optional.empty(), operation);
    }

    /**
     * The route, whose body is read into a record; {@link JsonNode} takes any JSON.
     *
     * @param body what the body must be; unknown properties and wrong types are refused
     */
    public <B> Route does(Class<B> body, Operation.WithBody<B> operation) {
        return route(Optional.of(body), call -> operation.run(call, call.body(body)));
    }

    private Route route(Optional<Class<?>> body, Operation operation) {
        return new Route(
                method,
                path,
                group,
                summary,
                description,
                access,
                parameters,
                body,
                maxBodyBytes,
                replies,
                failures,
                operation);
    }
}
