package dev.rdi.expression.sql;

import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.expression.InvalidExpressionException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Turns what SQLite says into sentences for users: with the place in their text at deploy, without any value of a row
 * later. The only place that reads SQLite's messages.
 *
 * <p>Stateless.
 */
final class Problems {

    static final String NO_COLUMN = "no such column: ";

    private static final Pattern NEAR = Pattern.compile("near \".*\": syntax error", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("(no such [a-z ]+): (.*)", Pattern.DOTALL);
    private static final Pattern ARITY = Pattern.compile("wrong number of arguments to function (.*)\\(\\)");
    private static final Pattern COLUMNS = Pattern.compile("sub-select returns (\\d+) columns.*");

    private static final List<String> WITHOUT_VALUES = List.of(
            "malformed JSON",
            "bad JSON path",
            "JSON path error",
            "JSON cannot hold BLOB values",
            "integer overflow",
            "string or blob too big",
            "LIKE or GLOB pattern too complex",
            "ESCAPE expression must be a single character",
            "parser stack overflow",
            "domain error");

    private Problems() {}

    /** SQLite's own message, without what the driver puts around it. */
    static String message(SQLException e) {
        String message = String.valueOf(e.getMessage());
        String around = e instanceof SQLiteException of ? of.getResultCode() + " (" : "";
        boolean wrapped = !around.isEmpty() && message.startsWith(around) && message.endsWith(")");
        return wrapped ? message.substring(around.length(), message.length() - 1) : message;
    }

    static ExpressionFailedException failed(SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException of ? of.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        if (code == SQLiteErrorCode.SQLITE_INTERRUPT) {
            return new ExpressionFailedException("it takes more than " + StepLimit.STEPS + " steps");
        }
        String message = message(e);
        return new ExpressionFailedException(WITHOUT_VALUES.stream()
                .filter(message::startsWith)
                .findFirst()
                .map(known -> "SQLite says: " + known)
                .orElse("SQLite can't evaluate it for this record (" + code.name() + ")"));
    }

    static InvalidExpressionException invalid(Template template, String problem, Sqlite sqlite) {
        if (NEAR.matcher(problem).matches()) {
            return syntax(template, sqlite);
        }
        Matcher named = NAMED.matcher(problem);
        if (named.matches()) {
            String what = "there is" + named.group(1).substring("no such".length()) + " '" + named.group(2) + "'";
            return new InvalidExpressionException(
                    what.replaceFirst("there is", "there is no"), fix(named, sqlite), offset(template, named.group(2)));
        }
        Matcher arity = ARITY.matcher(problem);
        if (arity.matches()) {
            String what = arity.group(1) + " doesn't take that many arguments";
            return new InvalidExpressionException(
                    what, "give it the number that it takes", offset(template, arity.group(1)));
        }
        if (problem.equals("row value misused")) {
            return new InvalidExpressionException(
                    "several values stand where one belongs", "write one value, or call a function", 0);
        }
        Matcher columns = COLUMNS.matcher(problem);
        if (columns.matches()) {
            return new InvalidExpressionException(
                    "a sub-select yields " + columns.group(1) + " columns", "select one", 0);
        }
        return new InvalidExpressionException("SQLite says: " + problem, "see SQLite's documentation", 0);
    }

    private static String fix(Matcher named, Sqlite sqlite) {
        if (named.group(2).equalsIgnoreCase("REGEXP")) {
            return "use GLOB or LIKE, or regex_replace of JMESPath";
        }
        return switch (named.group(1)) {
            case "no such function" -> sqlite.functions().hint(named.group(2));
            case "no such table" -> "use json_each or json_tree of a column";
            default -> "use what SQLite has, in its spelling";
        };
    }

    private static int offset(Template template, String name) {
        return template.reading().parts().stream()
                .filter(part -> part.written().equalsIgnoreCase(name))
                .findFirst()
                .map(Part::offset)
                .orElse(0);
    }

    /**
     * SQLite names the word that it stumbled over, but the driver doesn't give its place: it is the first one that is
     * refused behind a beginning that is merely incomplete.
     */
    private static InvalidExpressionException syntax(Template template, Sqlite sqlite) {
        List<String> pieces = template.pieces(new HashMap<>());
        StringBuilder sql = new StringBuilder("SELECT (");
        for (int i = 0; i < pieces.size(); i++) {
            String problem =
                    sqlite.problem(sql.append(' ').append(pieces.get(i)).toString());
            if (problem != null && NEAR.matcher(problem).matches()) {
                Part part = template.reading().parts().get(i);
                return new InvalidExpressionException(
                        "SQLite doesn't expect '" + part.written() + "' here",
                        "check it and what stands before it",
                        part.offset());
            }
        }
        String text = template.reading().text();
        return new InvalidExpressionException(
                "the expression ends too early", "write what is missing at its end", text.length());
    }
}
