package dev.rdi.control.api.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One error.
 *
 * <p>Immutable.
 */
public record ErrorItem(
        @Doc("What kind of error it is.") ErrorCode code,
        @Doc("What is wrong.") String message,
        @Doc("What to do about it.") @Nullable String remediation,

        @Doc("Where it is, and the stable code of the problem.")
        Map<String, Object> details) {

    public ErrorItem {
        details = Map.copyOf(details);
    }

    /** Something about the request itself. */
    public static ErrorItem ofRequest(String path, String message) {
        return new ErrorItem(ErrorCode.REQUEST_VALIDATION_ERROR, message, null, Map.of("path", path));
    }
}
