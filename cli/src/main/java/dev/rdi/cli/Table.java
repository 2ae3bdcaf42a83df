package dev.rdi.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under headings, each column as wide as its longest cell, in the manner of kubectl. If that is wider than allowed,
 * the widest columns are cut, and what is cut ends with {@code …}.
 *
 * <p>Confined to one thread.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();
    private final String indentation;
    private final boolean underlined;

    private Table(String indentation, boolean underlined, String... headings) {
        this.indentation = indentation;
        this.underlined = underlined;
        this.headings = List.of(headings);
    }

    /** A table that stands for itself. */
    public static Table of(String... headings) {
        return new Table("", false, headings);
    }

    /** A table within a description: indented, its headings underlined. */
    public static Table inside(String... headings) {
        return new Table("  ", true, headings);
    }

    /** Adds a row; line breaks and control characters in it become spaces. */
    public Table row(Object... cells) {
        rows.add(Arrays.stream(cells).map(Table::clean).toList());
        return this;
    }

    private static String clean(Object cell) {
        return cell.toString().replaceAll("\\p{Cntrl}+", " ");
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines. */
    public List<String> lines(int width) {
        int[] widths = fitted(width - indentation.length());
        List<String> lines = new ArrayList<>();
        lines.add(line(headings, widths));
        if (underlined) {
            lines.add(line(headings.stream().map(it -> "-".repeat(length(it))).toList(), widths));
        }
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] fitted(int width) {
        int[] widths = new int[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = length(headings.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
        while (excess > 0) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder(indentation);
        for (int i = 0; i < cells.size(); i++) {
            String cell = cut(cells.get(i), widths[i]);
            line.append(cell).append(" ".repeat(widths[i] - length(cell)));
            line.append(i + 1 < cells.size() ? GAP : "");
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String cell, int width) {
        return length(cell) <= width ? cell : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
