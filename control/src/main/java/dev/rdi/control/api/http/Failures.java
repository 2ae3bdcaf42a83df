package dev.rdi.control.api.http;

import dev.rdi.config.problem.Problem;
import dev.rdi.control.ControlException;
import dev.rdi.control.ControlException.Reason;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told about a failure: the one place that knows. Stateless. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int RETRY_SECONDS = 5;

    private Failures() {}

    /** The answer to a request that failed. */
    static Reply reply(RuntimeException failure, String what) {
        if (failure instanceof ApiException refused) {
            return refused.reply();
        }
        if (failure instanceof ControlException refused) {
            return of(refused).reply();
        }
        if (failure instanceof RdiException problem) {
            return of(problem).reply();
        }
        LOG.error("{} failed", what, failure);
        return new ApiException(500, "the server failed; its log says why").reply();
    }

    private static ApiException of(ControlException refused) {
        if (refused.reason() == Reason.NOT_FOUND) {
            return ApiException.notFound(refused.message());
        }
        if (refused.reason() == Reason.CONFLICT) {
            return ApiException.conflict(refused.message());
        }
        if (refused.problems().isEmpty()) {
            return ApiException.invalid(
                    List.of(new ErrorItem(ErrorCode.VALIDATION_ERROR, refused.message(), null, Map.of())));
        }
        return new ApiException(422, "Validation failed", items(refused.problems()), Map.of());
    }

    private static ApiException of(RdiException problem) {
        ErrorItem item = new ErrorItem(
                ErrorCode.OPERATION_ERROR, problem.what(), problem.cure(), Map.of("code", problem.code()));
        boolean passes = problem.kind() == ErrorKind.TRANSIENT;
        int status = passes || problem.kind() == ErrorKind.FATAL ? 503 : 422;
        Map<String, String> headers = passes ? Map.of("Retry-After", String.valueOf(RETRY_SECONDS)) : Map.of();
        return new ApiException(status, problem.what(), List.of(item), headers);
    }

    /** Problems of a configuration as errors. */
    public static List<ErrorItem> items(List<Problem> problems) {
        return problems.stream().map(Failures::item).toList();
    }

    private static ErrorItem item(Problem problem) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("code", problem.code());
        details.put("severity", problem.severity().label());
        if (!problem.path().isEmpty()) {
            details.put("path", problem.path());
        }
        boolean ofJob = isOfJob(problem);
        if (ofJob) {
            details.put("job", problem.file().replaceFirst("^jobs/", "").replaceFirst("\\.ya?ml$", ""));
        }
        String where = problem.path().isEmpty() ? "" : problem.path() + ": ";
        return new ErrorItem(code(problem, ofJob), where + problem.message(), problem.fix(), details);
    }

    private static boolean isOfJob(Problem problem) {
        return !problem.file().isEmpty() && !problem.file().endsWith("config.yaml");
    }

    private static ErrorCode code(Problem problem, boolean ofJob) {
        if (problem.code().startsWith("source.")) {
            return ErrorCode.CDC_VALIDATION_ERROR;
        }
        return ofJob ? ErrorCode.JOB_VALIDATION_ERROR : ErrorCode.VALIDATION_ERROR;
    }
}
