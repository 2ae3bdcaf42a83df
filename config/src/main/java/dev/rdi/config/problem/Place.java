package dev.rdi.config.problem;

import java.util.regex.Pattern;

/**
 * Where in a document something is: the position in the text and the path in the tree.
 *
 * <p>Immutable.
 *
 * @param path empty for the document itself
 * @param line starts at 1
 * @param column starts at 1
 */
public record Place(String path, int line, int column) {
    /** The start of the document. */
    public static final Place START = new Place("", 1, 1);

    /** The file as a whole. */
    public static final Place NONE = new Place("", 0, 0);

    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{Alnum}_-]+");

    /** The place of a named child, which is written at the given position. */
    public Place child(String name, int childLine, int childColumn) {
        return new Place(join(path, name), childLine, childColumn);
    }

    /** The place of an item of a list, which is written at the given position. */
    public Place item(int index, int itemLine, int itemColumn) {
        return new Place(path + "[" + index + "]", itemLine, itemColumn);
    }

    /** A child that isn't written: it has the position of its parent. */
    public Place missing(String name) {
        return child(name, line, column);
    }

    /** Appends a name to a path; a name with a dot, a space and the like is put into brackets and quotes. */
    public static String join(String path, String name) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            return path + "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }
}
