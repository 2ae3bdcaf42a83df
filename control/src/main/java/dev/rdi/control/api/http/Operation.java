package dev.rdi.control.api.http;

/** What a route does. Thread-safe. */
@FunctionalInterface
public interface Operation {

    /**
     * Answers a request. Failures are exceptions: {@link ApiException}, {@link dev.rdi.control.ControlException} and
     * {@link dev.rdi.model.RdiException} tell the client what is wrong, anything else is an error of ours.
     */
    Reply run(Call call);

    /** An operation of a request with a body. */
    @FunctionalInterface
    interface WithBody<B> {
        Reply run(Call call, B body);
    }
}
