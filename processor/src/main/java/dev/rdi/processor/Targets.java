package dev.rdi.processor;

import dev.rdi.model.Health;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TargetWrite;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisError;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Retry;
import dev.rdi.redis.target.TargetReader;
import dev.rdi.redis.target.TargetWriter;
import dev.rdi.transform.Answer;
import dev.rdi.transform.step.Lookup.Question;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The targets of a pipeline by name; each has connections of its own, made when they are first needed.
 *
 * <p>Confined to one thread, except {@link #close}.
 */
final class Targets implements AutoCloseable {

    private final Map<String, TargetWriter> writers = new LinkedHashMap<>();
    private final Map<String, TargetReader> readers = new LinkedHashMap<>();

    Targets(
            Map<String, RedisAddress> addresses,
            ProcessorSettings settings,
            Leadership leadership,
            StopSignal stop,
            Health health) {
        addresses.forEach((name, address) -> {
            String part = name.equals("target") ? name : "target " + name;
            Retry retry = new Retry(part, stop, health, settings.firstDelay(), settings.longestDelay());
            writers.put(
                    name, new TargetWriter(new RedisSession(address, "target", leadership), retry, settings.writes()));
            readers.put(name, new TargetReader(new RedisSession(address, "lookup", leadership), retry));
        });
    }

    /**
     * Does the writes, those of each target in their order.
     *
     * @return for each write that its target refuses for good its index and the reason; all others are done
     * @throws Retry.StoppedException if a stop is requested before all is done
     */
    Map<Integer, RedisError> write(List<TargetedWrite> writes) {
        if (writers.size() == 1) {
            return writers.values().iterator().next().write(new Untargeted(writes));
        }
        Map<String, List<Integer>> indexes =
                byTarget(writes.stream().map(TargetedWrite::target).toList());
        Map<Integer, RedisError> refused = new HashMap<>();
        indexes.forEach((target, own) -> {
            List<TargetWrite> ownWrites =
                    own.stream().map(index -> writes.get(index).write()).toList();
            find(writers, target).write(ownWrites).forEach((index, error) -> refused.put(own.get(index), error));
        });
        return refused;
    }

    /** Writes without their target, where there is only one. */
    private static final class Untargeted extends AbstractList<TargetWrite> {

        private final List<TargetedWrite> writes;

        Untargeted(List<TargetedWrite> writes) {
            this.writes = writes;
        }

        @Override
        public TargetWrite get(int index) {
            return writes.get(index).write();
        }

        @Override
        public int size() {
            return writes.size();
        }
    }

    /** Asks all questions, those of each target in one go; the answers have the order of the questions. */
    List<Answer> ask(List<Question> questions) {
        @Nullable Answer[] answers = new Answer[questions.size()];
        byTarget(questions.stream().map(Question::target).toList()).forEach((target, own) -> {
            List<?> replies = find(readers, target)
                    .ask(own.stream().map(index -> questions.get(index).words()).toList());
            for (int i = 0; i < own.size(); i++) {
                answers[own.get(i)] = answer(replies.get(i));
            }
        });
        return Arrays.asList(answers);
    }

    private static Answer answer(@Nullable Object reply) {
        return reply instanceof RedisError error
                ? Answer.refused("the target refused the lookup: " + error.message())
                : Answer.of(reply);
    }

    private static Map<String, List<Integer>> byTarget(List<String> targets) {
        Map<String, List<Integer>> indexes = new LinkedHashMap<>();
        for (int i = 0; i < targets.size(); i++) {
            indexes.computeIfAbsent(targets.get(i), name -> new ArrayList<>()).add(i);
        }
        return indexes;
    }

    private static <T> T find(Map<String, T> all, String target) {
        T found = all.get(target);
        if (found == null) {
            throw new IllegalStateException("no target is called " + target);
        }
        return found;
    }

    @Override
    public void close() {
        writers.values().forEach(TargetWriter::close);
        readers.values().forEach(TargetReader::close);
    }
}
