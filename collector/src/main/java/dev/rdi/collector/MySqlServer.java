package dev.rdi.collector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a MariaDB or MySQL server says about itself.
 *
 * <p>Immutable.
 *
 * @param variables its global variables, by name
 */
record MySqlServer(Map<String, String> variables) {

    MySqlServer {
        variables = Map.copyOf(variables);
    }

    static MySqlServer of(Connection connection) throws SQLException {
        Map<String, String> variables = new HashMap<>();
        for (Map<String, String> row : MySqlDatabase.rows(connection, "SHOW GLOBAL VARIABLES")) {
            variables.put(
                    row.getOrDefault("variable_name", "").toLowerCase(Locale.ROOT), row.getOrDefault("value", ""));
        }
        return new MySqlServer(variables);
    }

    String get(String variable) {
        return variables.getOrDefault(variable, "");
    }

    boolean has(String variable) {
        return variables.containsKey(variable);
    }

    boolean is(String variable, String value) {
        return get(variable).equalsIgnoreCase(value);
    }

    boolean isMariaDb() {
        return get("version").toLowerCase(Locale.ROOT).contains("mariadb");
    }

    /** Whether it logs what capturing needs. */
    boolean isCaptureable() {
        return is("log_bin", "ON") && is("binlog_format", "ROW");
    }

    /** Which server this is: positions in the files of another one mean nothing here. */
    String identity() {
        for (String unique : List.of("server_uuid", "server_uid")) {
            if (!get(unique).isEmpty()) {
                return get(unique);
            }
        }
        return get("hostname") + ":" + get("port") + ":" + get("server_id");
    }

    /** The end of the binary log; nothing without a log. */
    Optional<BinlogPosition> end(Connection connection) throws SQLException {
        List<Map<String, String>> status = status(connection);
        if (status.isEmpty()) {
            return Optional.empty();
        }
        String gtids = isMariaDb() ? get("gtid_binlog_pos") : get("gtid_executed");
        return Optional.of(new BinlogPosition(
                status.get(0).getOrDefault("file", ""),
                Long.parseLong(status.get(0).getOrDefault("position", "0")),
                BinlogPosition.Gtids.compact(gtids)));
    }

    private List<Map<String, String>> status(Connection connection) throws SQLException {
        if (!isMariaDb()) {
            try {
                return MySqlDatabase.rows(connection, "SHOW BINARY LOG STATUS");
            } catch (SQLException e) {
                if (!ConnectionFailures.state(e).equals("42000") || e.getErrorCode() != MySqlFailures.SYNTAX) {
                    throw e;
                }
            }
        }
        return MySqlDatabase.rows(connection, "SHOW MASTER STATUS");
    }

    /** The files of the log and their sizes, from the oldest on. */
    static List<Map<String, String>> files(Connection connection) throws SQLException {
        return MySqlDatabase.rows(connection, "SHOW BINARY LOGS");
    }
}
