package dev.rdi.e2e.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Compares the counters with what happened: each entry that a change stream ever got is counted once, and rejected are
 * the rows that had to be, and no others.
 *
 * <p>Stateless.
 */
final class Counts {

    private static final List<String> OUTCOMES = List.of("inserted", "updated", "deleted", "filtered", "rejected");
    private static final Pattern ID = Pattern.compile("\"key\":\\{\"id\":\"?(\\d+)");
    private static final int MOST = 10_000;

    private Counts() {}

    static List<String> violations(Site rig, Plants plants) {
        List<String> violations = new ArrayList<>();
        for (String stream : rig.rdiStore().matching("data:*")) {
            Map<String, String> counters = rig.rdiStore().hash("pos:" + stream + ":" + Rig.TARGET);
            long counted =
                    OUTCOMES.stream().mapToLong(name -> number(counters, name)).sum();
            long appended = appended(rig, stream);
            if (counted != appended) {
                violations.add("%s got %d entries, counted are %d: %s".formatted(stream, appended, counted, counters));
            }
            rejected(rig, stream, number(counters, "rejected"), planted(stream, plants), violations);
        }
        return violations;
    }

    /** How many entries a stream ever got. */
    static long appended(Site rig, String stream) {
        return rig.rdiStore()
                .ask(redis -> Long.parseLong(
                        String.valueOf(redis.xinfoStream(stream).getStreamInfo().get("entries-added"))));
    }

    private static Set<Integer> planted(String stream, Plants plants) {
        return switch (stream) {
            case "data:{rdi:public.account}" -> plants.accounts();
            case "data:{rdi:public.member}" -> plants.members();
            default -> Set.of();
        };
    }

    /** A collector that was interrupted may have staged a row twice; then it is rejected twice, and counted twice. */
    private static void rejected(Site rig, String stream, long counted, Set<Integer> planted, List<String> violations) {
        List<StreamEntry> letters =
                rig.rdiStore().ask(redis -> redis.xrange("dlq:" + stream, (StreamEntryID) null, null, MOST));
        Set<Integer> rows = new TreeSet<>();
        letters.stream().flatMap(Counts::row).forEach(rows::add);
        if (letters.size() != counted || !rows.equals(planted)) {
            violations.add("%s: counted as rejected are %d, kept %d, which are %s, planted were %s%s"
                    .formatted(stream, counted, letters.size(), rows, planted, unexpected(letters, planted)));
        }
    }

    private static String unexpected(List<StreamEntry> letters, Set<Integer> planted) {
        return letters.stream()
                .filter(letter -> row(letter).noneMatch(planted::contains))
                .findFirst()
                .map(letter -> "; one more is "
                        + letter.getFields().get("code") + " "
                        + letter.getFields().get("reason") + " "
                        + letter.getFields().get("record"))
                .orElse("");
    }

    private static Stream<Integer> row(StreamEntry letter) {
        Matcher id = ID.matcher(letter.getFields().getOrDefault("record", ""));
        return id.find() ? Stream.of(Integer.valueOf(id.group(1))) : Stream.of(-1);
    }

    private static long number(Map<String, String> counters, String name) {
        return Long.parseLong(counters.getOrDefault(name, "0"));
    }
}
