package dev.rdi.control.api.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rdi.config.problem.Problem;
import dev.rdi.control.ControlException;
import dev.rdi.control.DeployChecks;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.ErrorItem;
import dev.rdi.control.api.http.Failures;
import dev.rdi.control.api.http.Operation;
import dev.rdi.control.api.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the routes of version 1 have in common. Stateless. */
final class V1 {

    /** The pipeline of version 1. */
    static final String PIPELINE = "default";

    /** A deploy looks whether the captured tables exist. */
    static final DeployChecks.Wanted CHECKS = new DeployChecks.Wanted(true, false);

    static final DeployChecks.Wanted NO_CHECKS = DeployChecks.Wanted.NONE;

    private V1() {}

    /** The answer to a request for something that takes a while. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActionId(
            @Doc("Under which `GET /api/v1/actions/{action_id}` tells how far it is; nothing if nothing was changed.")
            @Nullable
            String actionId) {}

    /** An operation whose errors are listed in one text, because clients of version 1 show nothing else. */
    static Operation listing(Operation operation) {
        return call -> listed(() -> operation.run(call));
    }

    /** The same for an operation with a body. */
    static <B> Operation.WithBody<B> listing(Operation.WithBody<B> operation) {
        return (call, body) -> listed(() -> operation.run(call, body));
    }

    private static Reply listed(Supplier<Reply> operation) {
        try {
            return operation.get();
        } catch (ControlException e) {
            if (e.problems().isEmpty()) {
                throw e;
            }
            List<ErrorItem> items = Failures.items(e.problems());
            throw new ApiException(422, text(e.problems()), items, Map.of());
        }
    }

    /** Problems, one in a line, with what to do about them. */
    static String text(List<Problem> problems) {
        return problems.stream()
                .filter(Problem::isError)
                .map(problem -> problem.describe() + "; " + problem.fix())
                .collect(Collectors.joining("\n"));
    }
}
