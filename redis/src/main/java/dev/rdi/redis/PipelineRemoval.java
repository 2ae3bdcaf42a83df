package dev.rdi.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes every key of a pipeline: its change streams with all that is beside them, then its own keys, the registry of its
 * streams last. Whatever is deleted can be found as long as something is left, so a removal that was interrupted is begun
 * again and ends the same. Nothing may collect or process for the pipeline meanwhile.
 *
 * <p>Immutable; connections are the caller's.
 */
public final class PipelineRemoval {

    private static final String PAGE = "1000";
    private static final int AT_ONCE = 500;

    private final Keys keys;
    private final Set<String> kept;

    /**
     * Prepares a removal.
     *
     * @param kept the pipeline's own keys that stay, by their whole names, for example {@link Keys#lease}
     */
    public PipelineRemoval(Keys keys, Set<String> kept) {
        this.keys = keys;
        this.kept = Set.copyOf(kept);
    }

    /**
     * Deletes the keys in the RDI database.
     *
     * @param targets the names of targets that it wrote to, as far as they are known; those that have a mark are found
     * @param externalStreams streams that somebody else writes: they stay, what is beside them goes
     * @return how many keys there were
     * @throws dev.rdi.model.RdiException if a command is refused or the connection is lost; calling it again goes on
     */
    public long remove(RedisConnection redis, Collection<String> targets, Collection<String> externalStreams) {
        List<String> own = ownKeys(redis);
        Set<String> allTargets = new LinkedHashSet<>(targets);
        own.stream()
                .filter(key -> key.startsWith(keys.mark("")))
                .map(key -> key.substring(keys.mark("").length()))
                .forEach(allTargets::add);
        long removed = 0;
        for (String stream : externalStreams) {
            removed += unlink(redis, beside(stream, allTargets));
        }
        for (Object name : (List<?>) redis.require("SMEMBERS", keys.streams())) {
            String stream = RedisConnection.text(name);
            List<String> names = beside(stream, allTargets);
            names.add(stream);
            removed += unlink(redis, names);
            redis.require("SREM", keys.streams(), stream);
        }
        own.remove(keys.streams());
        return removed + unlink(redis, own) + unlink(redis, List.of(keys.streams()));
    }

    /**
     * Deletes the key by which the pipeline recognises a target, at that target.
     *
     * @param installation the name of the installation
     * @param target the target's name
     */
    public void removeMark(RedisConnection redis, String installation, String target) {
        unlink(redis, List.of(Keys.targetMark(installation, keys.pipeline(), target)));
    }

    private static List<String> beside(String stream, Set<String> targets) {
        List<String> names = new ArrayList<>(
                List.of(Keys.schemas(stream), Keys.staged(stream), Keys.deadLetters(stream), Keys.later(stream)));
        targets.forEach(target -> names.add(Keys.position(stream, target)));
        return names;
    }

    private List<String> ownKeys(RedisConnection redis) {
        Set<String> found = new LinkedHashSet<>();
        KeyPages pages = new KeyPages(redis, "MATCH", pattern(), "COUNT", PAGE);
        while (!pages.isDone()) {
            pages.next().forEach(key -> found.add(RedisConnection.text(key)));
        }
        pages.requireAllSeen();
        found.removeAll(kept);
        return new ArrayList<>(found);
    }

    /** Every name that a key of the pipeline can have, and no other. */
    private String pattern() {
        return keys.own("").replaceAll("[\\\\*?\\[\\]]", "\\\\$0") + "*";
    }

    private long unlink(RedisConnection redis, List<String> names) {
        long removed = 0;
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
            some.forEach(name -> redis.send("UNLINK", name));
            for (Object reply : redis.replies()) {
                if (reply instanceof RedisError error) {
                    throw redis.failure(
                            error,
                            "to delete a key of pipeline " + keys.pipeline(),
                            some.stream()
                                    .<byte[][]>map(name -> RedisConnection.words("UNLINK", name))
                                    .toList());
                }
                removed += (Long) reply;
            }
        }
        return removed;
    }
}
