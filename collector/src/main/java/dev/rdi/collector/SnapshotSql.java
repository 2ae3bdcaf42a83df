package dev.rdi.collector;

/** Makes a SELECT that somebody wrote into a configuration file fit to be executed. */
final class SnapshotSql {

    private SnapshotSql() {}

    /** Without the semicolons and white space around it: the driver would send what follows as a second statement. */
    static String clean(String sql) {
        String text = sql.replace("\r\n", "\n").strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        return text;
    }
}
