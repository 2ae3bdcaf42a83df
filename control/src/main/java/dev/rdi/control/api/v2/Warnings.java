package dev.rdi.control.api.v2;

import dev.rdi.config.problem.Problem;
import dev.rdi.control.api.http.Reply;
import java.util.List;
import java.util.stream.Collectors;

/** What doesn't keep a pipeline from running but should be known, in the header of an answer. Stateless. */
final class Warnings {

    private static final int MOST = 20;
    private static final int LONGEST = 300;

    private Warnings() {}

    /** The answer with a header {@code Warning}, if there are any. */
    static Reply add(Reply reply, List<Problem> problems) {
        String warnings = problems.stream()
                .filter(problem -> !problem.isError())
                .limit(MOST)
                .map(Warnings::text)
                .collect(Collectors.joining(", "));
        return warnings.isEmpty() ? reply : reply.with("Warning", warnings);
    }

    private static String text(Problem problem) {
        String where = problem.path().isEmpty() ? "" : problem.path() + ": ";
        String text = (where + problem.message() + "; " + problem.fix()).replaceAll("[^ -~]|[\"\\\\]", "'");
        return "199 rdi \"" + (text.length() > LONGEST ? text.substring(0, LONGEST) : text) + "\"";
    }
}
