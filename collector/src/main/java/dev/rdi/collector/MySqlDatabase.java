package dev.rdi.collector;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Our own, short connections to a MariaDB or MySQL source: for questions, never for data. MariaDB's driver understands
 * both.
 *
 * <p>Thread-safe.
 */
final class MySqlDatabase {

    private final MySqlSettings settings;

    MySqlDatabase(MySqlSettings settings) {
        this.settings = settings;
    }

    /** Opens a connection; who opens closes. */
    Connection connect(Duration connectPatience, Duration answerPatience) {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("connectTimeout", Long.toString(connectPatience.toMillis()));
        properties.setProperty("socketTimeout", Long.toString(answerPatience.toMillis()));
        properties.setProperty("connectionTimeZone", "UTC");
        BinlogTls.of(settings).forDriver().forEach(properties::setProperty);
        String host = settings.host().indexOf(':') >= 0 ? "[" + settings.host() + "]" : settings.host();
        try {
            return DriverManager.getConnection("jdbc:mariadb://" + host + ":" + settings.port() + "/", properties);
        } catch (SQLException e) {
            throw MySqlFailures.explain(e, settings).toException(e);
        }
    }

    /** The rows that a statement gives: column, in small letters, to text; null is empty text. */
    static List<Map<String, String>> rows(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<Map<String, String>> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        }
    }

    private static Map<String, String> row(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String value = rows.getString(i);
            row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value == null ? "" : value);
        }
        return row;
    }

    /** Quotes a name. */
    static String name(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    /** A table as SQL names it. */
    static String name(CapturedTable table) {
        return name(table.schema()) + "." + name(table.name());
    }
}
