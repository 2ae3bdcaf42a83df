package dev.rdi.control.api.http;

import java.util.List;
import java.util.Map;

/** A request that is answered with a failure; says what is wrong, never a secret. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ErrorBody body;
    private final transient Map<String, String> headers;

    public ApiException(int status, String detail, List<ErrorItem> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.body = new ErrorBody(detail, errors);
        this.headers = Map.copyOf(headers);
    }

    public ApiException(int status, String detail) {
        this(status, detail, List.of(), Map.of());
    }

    /** Nobody knows who the caller is. */
    public static ApiException unauthorized(String detail) {
        return new ApiException(401, detail, List.of(), Map.of("WWW-Authenticate", "Bearer"));
    }

    public static ApiException notFound(String detail) {
        return new ApiException(404, detail);
    }

    public static ApiException conflict(String detail) {
        return new ApiException(409, detail);
    }

    /** The request isn't what the operation takes. */
    public static ApiException invalid(List<ErrorItem> errors) {
        String detail = errors.size() == 1 ? errors.get(0).message() : "the request has " + errors.size() + " problems";
        return new ApiException(422, detail, errors, Map.of());
    }

    /** One thing of the request isn't what the operation takes. */
    public static ApiException invalid(String path, String message) {
        return invalid(List.of(ErrorItem.ofRequest(path, message)));
    }

    /** Later it may work. */
    public static ApiException tryLater(int status, String detail, long seconds) {
        return new ApiException(status, detail, List.of(), Map.of("Retry-After", String.valueOf(seconds)));
    }

    Reply reply() {
        return new Reply(status, body, headers);
    }

    public int status() {
        return status;
    }
}
