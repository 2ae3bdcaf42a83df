package dev.rdi.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query without the semicolon, the comments and the space at its end, which the reader of a table can't use.
 *
 * <p>Immutable.
 *
 * @param several whether something follows a semicolon
 */
record SqlText(String statement, boolean several) {
    private static final Pattern TOKEN = Pattern.compile("""
            (?<text>'[^']*+(?:''[^']*+)*+'|"[^"]*+"|`[^`]*+`|(\\$\\w*+\\$).*?\\2)\
            |(?<skipped>--[^\\n]*+|/\\*.*?\\*/|\\s++)\
            |(?<end>;)\
            |.""", Pattern.DOTALL);

    static SqlText of(String sql) {
        int end = 0;
        boolean ended = false;
        boolean several = false;
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            if (matcher.group("end") != null) {
                ended = true;
            } else if (matcher.group("skipped") == null) {
                end = matcher.end();
                several |= ended;
            }
        }
        return new SqlText(sql.substring(0, end), several);
    }
}
