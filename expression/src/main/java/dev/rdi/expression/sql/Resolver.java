package dev.rdi.expression.sql;

import dev.rdi.expression.InvalidExpressionException;

/**
 * Settles the names in sub-selects by asking SQLite, and has it check the whole expression.
 *
 * <p>Stateless.
 */
final class Resolver {

    private Resolver() {}

    static Template resolve(Reading reading, Sqlite sqlite) throws InvalidExpressionException {
        Template template = Template.of(reading);
        while (true) {
            String problem = sqlite.problem(template.query().sql());
            Template next = problem == null
                    ? template.withoutCasePairs()
                    : problem.startsWith(Problems.NO_COLUMN)
                            ? template.with(problem.substring(Problems.NO_COLUMN.length()))
                            : template;
            if (next.equals(template)) {
                if (problem != null) {
                    throw Problems.invalid(template, problem, sqlite);
                }
                return template;
            }
            template = next;
        }
    }
}
