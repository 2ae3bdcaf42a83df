package dev.rdi.transform;

import dev.rdi.expression.ColumnValue;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.Values;
import dev.rdi.model.FieldType;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.step.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record after a step of a job, for people.
 *
 * <p>Immutable.
 *
 * @param record a JSON object
 */
public record StepResult(String job, String step, String record) {

    /** What stands for a value that the source did not send. */
    public static final String UNAVAILABLE = "__debezium_unavailable_value";

    /** What a step has made of a record; later steps don't change it. */
    public static StepResult of(Job job, Step step, JobRecord record) {
        return new StepResult(job.name(), step.name(), Values.json(printable(record.fields())));
    }

    /** Values as jobs see them: a JSON column is text, and one that the source did not send what the source marks it with. */
    private static @Nullable Object printable(@Nullable Object value) {
        if (value instanceof ColumnValue column && column.type() == FieldType.JSON) {
            return column.text();
        }
        if (value == Unavailable.VALUE) {
            return UNAVAILABLE;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> printable = new LinkedHashMap<>();
            map.forEach((name, inner) -> printable.put((String) name, printable(inner)));
            return printable;
        }
        return value instanceof List<?> list
                ? list.stream().map(StepResult::printable).toList()
                : value;
    }
}
