package dev.rdi.transform.record;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Expression;
import dev.rdi.expression.FieldPath;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.EntryId;
import dev.rdi.model.Opcode;
import dev.rdi.model.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One image of a row on its way through a job: what expressions see, and what is left to write. An update has two,
 * the row as it is and, where the source told it, the row as it was; both go the same way.
 *
 * <p>Confined to one thread.
 */
public final class JobRecord {

    private static final FieldPath PAYLOAD = new FieldPath(List.of("after"));
    private static final String OPCODE = "opcode";

    private final ChangeEvent event;
    private final RowFormat format;
    private final Evaluation evaluation;
    private Map<String, ?> fields;
    private boolean deleted;
    private boolean held;

    public JobRecord(ChangeEvent event, RowFormat format, Map<String, ?> fields, Evaluation evaluation) {
        this.event = event;
        this.format = format;
        this.fields = fields;
        this.evaluation = evaluation;
    }

    /** The event that the record comes from; its key is the original one whatever transforms did. */
    public ChangeEvent event() {
        return event;
    }

    /** Where in its stream the event lies; nothing for a sample. */
    public Optional<EntryId> entry() {
        return evaluation.entry();
    }

    public TableSchema schema() {
        return event.schema();
    }

    public RowFormat format() {
        return format;
    }

    /** What expressions see: the columns, or in full format key, before, after and the rest. */
    public Map<String, ?> fields() {
        return fields;
    }

    /** Replaces everything that expressions see from now on. */
    public void replace(Map<String, ?> newFields) {
        fields = newFields;
    }

    /**
     * Replaces what is written. In full format an object that has a field {@code after} is laid over the change;
     * another one becomes its {@code after}.
     */
    public void replacePayload(Map<String, ?> payload) {
        if (format == RowFormat.PARTIAL) {
            fields = payload;
        } else if (payload.containsKey("after")) {
            RecordEdit edit = new RecordEdit(this);
            payload.forEach((name, value) -> edit.put(new FieldPath(List.of(name)), value));
        } else {
            new RecordEdit(this).put(PAYLOAD, payload);
        }
    }

    /** Makes the record a delete, whatever it was. */
    public void makeDelete() {
        deleted = true;
    }

    /** Says whether the job wrote the row when it was last changed, as far as the job's filters tell. */
    public void heldAtTarget(boolean passedBefore) {
        held = passedBefore;
    }

    /**
     * Whether the target certainly holds the row already: only then values that the source did not send may be left
     * out of a write to the same place.
     */
    public boolean isHeldAtTarget() {
        return held && event.opcode() == Opcode.UPDATE;
    }

    /** Evaluates an expression on the record as it is now. */
    public @Nullable Object evaluate(Expression expression) {
        return expression.evaluate(fields, evaluation);
    }

    /**
     * What the record does at the target; in full format a job may have changed it.
     *
     * @throws RejectedException if a job made it something unknown
     */
    public Opcode opcode() {
        if (deleted) {
            return Opcode.DELETE;
        }
        if (format == RowFormat.PARTIAL) {
            return event.opcode();
        }
        Object code = fields.get(OPCODE);
        if (code instanceof String text && text.length() == 1 && "cudrtm".contains(text)) {
            return Opcode.of(text.charAt(0));
        }
        throw new RejectedException(
                "record.bad-opcode", "the job made the opcode something else than c, u, d, r, t or m");
    }

    /** The fields to write: the record, or in full format what is under {@code after}; empty if nothing is. */
    public Map<String, ?> payload() {
        if (format == RowFormat.PARTIAL) {
            return fields;
        }
        return map(PAYLOAD.in(fields));
    }

    @SuppressWarnings("unchecked") // Maps inside records have text keys.
    private static Map<String, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, ?>) map : Map.of();
    }
}
