package dev.rdi.collector;

import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogSourceInfo;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A position in a binary log, between two transactions: the file and the byte where the next one begins, and the
 * transactions that are over, as the server names them.
 *
 * <p>Immutable.
 *
 * @param file the name of the file
 * @param position the byte in the file
 * @param gtids the transactions before, in the server's notation; empty where it has none
 */
record BinlogPosition(String file, long position, String gtids) {

    private static final String SEPARATOR = " ";
    private static final int FILE_BITS = 32;
    private static final long POSITION_MASK = 0xffff_ffffL;

    /** Reads what {@link #text} wrote. */
    static BinlogPosition parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a position in a binary log: " + text);
        }
        return new BinlogPosition(parts[0], Long.parseLong(parts[1]), parts[2]);
    }

    /** The position from which Debezium would go on after a record; that of its transaction's beginning, if it has one. */
    static Optional<BinlogPosition> of(Map<String, ?> offset) {
        if (offset.get(BinlogSourceInfo.BINLOG_FILENAME_OFFSET_KEY) instanceof String file
                && offset.get(BinlogSourceInfo.BINLOG_POSITION_OFFSET_KEY) instanceof Number position
                && !file.isEmpty()) {
            Object gtids = offset.get(BinlogOffsetContext.GTID_SET_KEY);
            return Optional.of(new BinlogPosition(
                    file, position.longValue(), gtids == null ? "" : Gtids.compact(gtids.toString())));
        }
        return Optional.empty();
    }

    /** As one line. */
    String text() {
        return file + SEPARATOR + position + SEPARATOR + gtids;
    }

    /** What Debezium needs to begin here, with the whole next transaction. */
    Map<String, Object> toOffset() {
        Map<String, Object> offset = new HashMap<>();
        offset.put(BinlogSourceInfo.BINLOG_FILENAME_OFFSET_KEY, file);
        offset.put(BinlogSourceInfo.BINLOG_POSITION_OFFSET_KEY, position);
        if (!gtids.isEmpty()) {
            offset.put(BinlogOffsetContext.GTID_SET_KEY, gtids);
        }
        return offset;
    }

    /** As a number that grows along the log of one server: the number of the file, then the byte. */
    Lsn number() {
        return new Lsn((fileNumber() << FILE_BITS) | (position & POSITION_MASK));
    }

    /** The number at the end of the file's name; 0 if there is none. */
    long fileNumber() {
        String digits = file.substring(file.lastIndexOf('.') + 1);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public String toString() {
        return file + ":" + position + (gtids.isEmpty() ? "" : " (" + gtids + ")");
    }

    /** Sets of global transaction ids. */
    static final class Gtids {

        private static final String MARIADB = "\\d+-\\d+-\\d+";

        private Gtids() {}

        /**
         * A set as a server takes it. Of MariaDB's it is the last of each domain: a source that was replaced by another
         * one leaves its own behind, and no server takes two of one domain.
         */
        static String compact(String gtids) {
            String plain = gtids.replaceAll("\\s", "");
            Map<String, String> last = new LinkedHashMap<>();
            for (String gtid : plain.split(",", -1)) {
                if (!gtid.matches(MARIADB)) {
                    return plain;
                }
                last.merge(gtid.substring(0, gtid.indexOf('-')), gtid, (a, b) -> sequence(a) >= sequence(b) ? a : b);
            }
            return String.join(",", last.values());
        }

        /** Of a set of MariaDB's: domain to the number of its last transaction. */
        static Map<String, Long> domains(String gtids) {
            Map<String, Long> domains = new HashMap<>();
            for (String gtid : gtids.split(",", -1)) {
                if (gtid.matches(MARIADB)) {
                    domains.merge(gtid.substring(0, gtid.indexOf('-')), sequence(gtid), Math::max);
                }
            }
            return domains;
        }

        private static long sequence(String gtid) {
            return Long.parseLong(gtid.substring(gtid.lastIndexOf('-') + 1));
        }
    }
}
