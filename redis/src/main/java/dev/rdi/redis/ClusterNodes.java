package dev.rdi.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one server of a cluster knows of it: the reply to CLUSTER NODES.
 *
 * <p>Immutable.
 *
 * @param self the server that was asked
 * @param all every server that isn't known to be gone
 * @param slots for each master the ranges of slots that it has, as first and last in turn
 */
record ClusterNodes(Endpoint self, List<Endpoint> all, Map<Endpoint, List<Integer>> slots) {

    private static final int ADDRESS = 1;
    private static final int FLAGS = 2;
    private static final int FIRST_SLOTS = 8;

    /**
     * Reads the reply.
     *
     * @param asked the host that was asked; a server may not know its own
     */
    static ClusterNodes parse(String reply, Endpoint asked) {
        Endpoint self = asked;
        List<Endpoint> all = new ArrayList<>();
        Map<Endpoint, List<Integer>> slots = new LinkedHashMap<>();
        for (String line : reply.split("\r?\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words.length < FIRST_SLOTS) {
                continue;
            }
            List<String> flags = List.of(words[FLAGS].split(",", -1));
            Endpoint node = Endpoint.parse(words[ADDRESS].replaceFirst("@.*", ""), asked.host());
            if (flags.contains("myself")) {
                self = node;
            }
            if (!flags.contains("noaddr") && !flags.contains("handshake")) {
                all.add(node);
            }
            if (flags.contains("master") && words.length > FIRST_SLOTS) {
                slots.put(node, ranges(words));
            }
        }
        return new ClusterNodes(self, all, slots);
    }

    private static List<Integer> ranges(String[] words) {
        List<Integer> ranges = new ArrayList<>();
        for (int i = FIRST_SLOTS; i < words.length; i++) {
            if (!words[i].startsWith("[") && !words[i].isEmpty()) {
                int dash = words[i].indexOf('-');
                ranges.add(Integer.valueOf(dash < 0 ? words[i] : words[i].substring(0, dash)));
                ranges.add(Integer.valueOf(words[i].substring(dash + 1)));
            }
        }
        return ranges;
    }

    /** What the server that was asked has: its slots, and those that move to it or away, in square brackets. */
    static String ownSlots(String reply) {
        return reply.lines()
                .filter(line -> line.contains("myself"))
                .map(line ->
                        String.join(" ", List.of(line.split(" ", -1)).subList(FIRST_SLOTS, line.split(" ", -1).length)))
                .findFirst()
                .orElse("");
    }
}
