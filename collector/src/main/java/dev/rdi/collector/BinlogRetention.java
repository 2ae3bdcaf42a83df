package dev.rdi.collector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says whether a server's binary log still holds what a stored position needs.
 *
 * <p>Stateless.
 */
final class BinlogRetention {

    private static final int FIRST_EVENTS = 5;

    private BinlogRetention() {}

    /** What is wrong with the position, if something is. */
    static Optional<Finding> check(
            MySqlSettings settings, Connection connection, MySqlServer server, SourceOffset offset)
            throws SQLException {
        BinlogPosition position = BinlogPosition.parse(offset.exact());
        List<Map<String, String>> files = MySqlServer.files(connection);
        if (files.isEmpty()) {
            return Optional.of(MySqlFailures.lost(settings, "there is no log"));
        }
        boolean same = offset.systemIdentifier().equals(server.identity());
        Optional<String> lost = position.gtids().isEmpty()
                ? lostByFile(position, files, same)
                : server.isMariaDb()
                        ? lostByDomains(connection, position, files.get(0), server)
                        : lostBySets(connection, position);
        return lost.map(why -> MySqlFailures.lost(settings, why));
    }

    private static Optional<String> lostByFile(BinlogPosition position, List<Map<String, String>> files, boolean same) {
        if (!same) {
            return Optional.of("it is another server's, and has no global transaction ids");
        }
        for (Map<String, String> file : files) {
            if (name(file).equals(position.file())) {
                return size(file) >= position.position()
                        ? Optional.empty()
                        : Optional.of(position.file() + " is shorter: the log was begun anew");
            }
        }
        return Optional.of(position.file() + " was removed");
    }

    /** MariaDB: each domain has to be known to the server, and not to begin behind the position. */
    private static Optional<String> lostByDomains(
            Connection connection, BinlogPosition position, Map<String, String> oldest, MySqlServer server)
            throws SQLException {
        Map<String, Long> read = BinlogPosition.Gtids.domains(position.gtids());
        Map<String, Long> end = BinlogPosition.Gtids.domains(server.get("gtid_binlog_pos"));
        Map<String, Long> begin = BinlogPosition.Gtids.domains(before(connection, name(oldest)));
        for (Map.Entry<String, Long> domain : read.entrySet()) {
            if (end.getOrDefault(domain.getKey(), -1L) < domain.getValue()) {
                return Optional.of("it doesn't know " + position.gtids()
                        + ": the log was begun anew, or it is the log of" + " another server");
            }
        }
        for (Map.Entry<String, Long> domain : begin.entrySet()) {
            if (read.getOrDefault(domain.getKey(), -1L) < domain.getValue()) {
                return Optional.of("what follows " + position + " was removed");
            }
        }
        return Optional.empty();
    }

    /** Which transactions are before a file, as an event near its begin says. */
    private static String before(Connection connection, String file) throws SQLException {
        for (Map<String, String> event : MySqlDatabase.rows(
                connection, "SHOW BINLOG EVENTS IN '" + file.replace("'", "''") + "' LIMIT " + FIRST_EVENTS)) {
            if (event.getOrDefault("event_type", "").equalsIgnoreCase("Gtid_list")) {
                return event.getOrDefault("info", "").replaceAll("[\\[\\]\\s]", "");
            }
        }
        return "";
    }

    /** MySQL: what was removed must have been read, and what was read must be known. */
    private static Optional<String> lostBySets(Connection connection, BinlogPosition position) throws SQLException {
        boolean known = SourceDatabase.text(
                        connection, "SELECT GTID_SUBSET(?, @@GLOBAL.gtid_executed)", position.gtids())
                .equals("1");
        boolean kept = SourceDatabase.text(connection, "SELECT GTID_SUBSET(@@GLOBAL.gtid_purged, ?)", position.gtids())
                .equals("1");
        if (!known) {
            return Optional.of("it doesn't know " + position.gtids());
        }
        return kept ? Optional.empty() : Optional.of("what follows " + position + " was removed");
    }

    /** How many bytes of the log are behind a position. */
    static long bytesBehind(BinlogPosition position, List<Map<String, String>> files) {
        long bytes = 0;
        for (Map<String, String> file : files) {
            BinlogPosition begin = new BinlogPosition(name(file), 0, "");
            if (begin.fileNumber() > position.fileNumber()) {
                bytes += size(file);
            } else if (begin.fileNumber() == position.fileNumber()) {
                bytes += Math.max(0, size(file) - position.position());
            }
        }
        return bytes;
    }

    private static String name(Map<String, String> file) {
        return file.getOrDefault("log_name", "");
    }

    private static long size(Map<String, String> file) {
        return Long.parseLong(file.getOrDefault("file_size", "0"));
    }
}
