package dev.rdi.config.problem;

import java.util.Comparator;

/**
 * One thing that is wrong with a configuration.
 *
 * <p>No part of it holds the value of a secret. Immutable.
 *
 * @param code dotted and stable, such as {@code config.unknown-property}
 * @param file the file as the user named it, or its name within the pipeline folder
 * @param line starts at 1; 0 where the problem belongs to the file as a whole
 * @param column starts at 1; 0 where the problem belongs to the file as a whole
 * @param path where in the document, such as {@code sources.shop.connection.port}; empty for the document itself
 * @param message what is wrong
 * @param fix what to write or to do instead
 */
public record Problem(
        Severity severity, String code, String file, int line, int column, String path, String message, String fix) {

    /** The order in which a reader meets problems: file, line, column. */
    public static final Comparator<Problem> BY_POSITION =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparingInt(Problem::column);

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The problem in one line, in the form that editors and terminals turn into a link. */
    public String describe() {
        String position = line > 0 ? file + ":" + line + ":" + column : file;
        String where = path.isEmpty() ? "" : path + ": ";
        return position + ": " + severity.label() + ": " + where + message;
    }
}
