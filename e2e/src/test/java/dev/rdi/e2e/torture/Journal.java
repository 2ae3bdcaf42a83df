package dev.rdi.e2e.torture;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Looks at the one target stream that one change stream feeds: rows are only added to its table, and only after the
 * initial sync, so each has to be there once, and the rows of one thread in the order in which it committed them.
 *
 * <p>Stateless.
 */
final class Journal {

    static final String KEY = "journal";

    private static final int PAGE = 1_000;
    private static final int THREADS = Load.THREADS;

    private Journal() {}

    /** What is wrong with the stream. */
    static List<String> violations(Site rig) {
        List<Long> arrived = rig.mayRepeat() ? arrived(rig).stream().distinct().toList() : arrived(rig);
        List<String> violations = new ArrayList<>();
        Set<Long> missing = committed(rig);
        Set<Long> surplus = new HashSet<>(arrived);
        surplus.removeAll(missing);
        missing.removeAll(new HashSet<>(arrived));
        if (!missing.isEmpty() || !surplus.isEmpty()) {
            violations.add("journal: missing are %s, surplus %s".formatted(missing, surplus));
        }
        order(arrived, violations);
        long appended = Counts.appended(rig, "data:{rdi:public.journal}");
        if (arrived.size() != appended && !rig.mayRepeat()) {
            violations.add("journal: %d entries of %d".formatted(arrived.size(), appended));
        }
        return violations;
    }

    private static void order(List<Long> arrived, List<String> violations) {
        Map<Long, Long> last = new HashMap<>();
        for (long id : arrived) {
            Long before = last.put(id % THREADS, id);
            if (before != null && before >= id) {
                violations.add("journal: %d came behind %d".formatted(id, before));
            }
        }
    }

    private static Set<Long> committed(Site rig) {
        Set<Long> ids = new HashSet<>();
        try (Connection connection = rig.source().connection(Rig.DATABASE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM journal")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> arrived(Site rig) {
        List<Long> ids = new ArrayList<>();
        StreamEntryID from = new StreamEntryID(0, 0);
        for (List<StreamEntry> page = page(rig, from); !page.isEmpty(); page = page(rig, from)) {
            page.forEach(entry -> ids.add(Long.parseLong(entry.getFields().getOrDefault("id", "-1"))));
            StreamEntryID last = page.get(page.size() - 1).getID();
            from = new StreamEntryID(last.getTime(), last.getSequence() + 1);
        }
        return ids;
    }

    private static List<StreamEntry> page(Site rig, StreamEntryID from) {
        return rig.targetStore().ask(redis -> redis.xrange(KEY, from, null, PAGE));
    }
}
