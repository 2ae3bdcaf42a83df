package dev.rdi.transform.step;

import dev.rdi.expression.Expression;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.Values;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RecordEdit;
import dev.rdi.transform.record.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code redis.lookup}: asks a target and puts the answer into a field. The step only says what to ask: whoever runs
 * the job asks for all records of a batch at once.
 *
 * <p>Thread-safe.
 */
public final class Lookup implements Step {

    private final String name;
    private final String target;
    private final String command;
    private final List<Expression> arguments;
    private final FieldPath field;
    private final Optional<Expression> when;
    private final ResultCache<List<String>, @Nullable Object> answers;

    /**
     * Makes the step.
     *
     * @param target the name of the target that is asked
     * @param command a command that only reads, such as {@code HGET}
     * @param when asks only if this passes as a filter would; otherwise the record stays as it is
     * @param answers what was answered before, by arguments
     */
    public Lookup(
            String name,
            String target,
            String command,
            List<Expression> arguments,
            FieldPath field,
            Optional<Expression> when,
            ResultCache<List<String>, @Nullable Object> answers) {
        this.name = name;
        this.target = target;
        this.command = command;
        this.arguments = List.copyOf(arguments);
        this.field = field;
        this.when = when;
        this.answers = answers;
    }

    /**
     * What to ask a target.
     *
     * @param words the command and its arguments
     */
    public record Question(String target, List<String> words) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean changes(Predicate<FieldPath> condition) {
        return condition.test(field);
    }

    /**
     * What has to be asked for a record; nothing if the answer is known, which is then in its field already.
     *
     * @throws RejectedException if an argument depends on a value that the source did not send
     */
    public Optional<Question> question(JobRecord record) {
        if (when.isPresent() && !isTrue(record, when.get())) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(arguments.size() + 1);
        words.add(command);
        for (Expression argument : arguments) {
            Object value = record.evaluate(argument);
            if (value == null) {
                put(record, null);
                return Optional.empty();
            }
            if (value == Unavailable.VALUE) {
                throw RejectedException.unavailable("an argument of the lookup");
            }
            words.add(Values.text(value));
        }
        Optional<@Nullable Object[]> known = answers.find(words);
        known.ifPresent(answer -> put(record, answer[0]));
        return known.isPresent() ? Optional.empty() : Optional.of(new Question(target, words));
    }

    /** Puts the answer to a question into the record; null where there was nothing to find. */
    public void answer(JobRecord record, Question question, @Nullable Object answer) {
        answers.keep(question.words(), answer);
        put(record, answer);
    }

    private void put(JobRecord record, @Nullable Object answer) {
        new RecordEdit(record).put(field, answer);
    }

    private static boolean isTrue(JobRecord record, Expression expression) {
        Object value = record.evaluate(expression);
        if (value == Unavailable.VALUE) {
            throw RejectedException.unavailable("the condition of the lookup");
        }
        return Values.isTrue(value);
    }
}
