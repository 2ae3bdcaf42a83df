package dev.rdi.control.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The body of every answer that tells of a failure, in both versions of the API.
 *
 * <p>Immutable.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ErrorBody(
        @Doc("What went wrong, for people.") String detail,

        @Doc("Each single error, where there are several or more is known.")
        List<ErrorItem> errors) {

    public ErrorBody {
        errors = List.copyOf(errors);
    }
}
