package dev.rdi.control.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * A request on its way through an operation.
 *
 * <p>Confined to one thread.
 */
public final class Call {

    private final Map<String, String> path;
    private final Map<String, String> query;
    private final Caller caller;
    private final String address;
    private final Optional<JsonNode> body;

    /**
     * What the server knows of a request.
     *
     * @param address of the client
     * @param body empty where the route takes none
     */
    Call(Map<String, String> path, Map<String, String> query, Caller caller, String address, Optional<JsonNode> body) {
        this.path = path;
        this.query = query;
        this.caller = caller;
        this.address = address;
        this.body = body;
    }

    /**
     * The value of a parameter.
     *
     * @throws ApiException if it isn't what the parameter takes
     */
    public <T> T get(Parameter<T> parameter) {
        Map<String, String> values = parameter.inPath() ? path : query;
        return parameter.read(Optional.ofNullable(values.get(parameter.name())));
    }

    /** Who sent it. */
    public Caller caller() {
        return caller;
    }

    /** From where it was sent. */
    public String address() {
        return address;
    }

    <B> B body(Class<B> type) {
        JsonNode json = body.orElseThrow(() -> ApiException.invalid("body", "the request has no body"));
        return type.isInstance(json) ? type.cast(json) : RecordReader.read(json, type);
    }
}
