package dev.rdi.transform.output;

import dev.rdi.model.EntryId;
import dev.rdi.model.Opcode;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.Append;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.transform.record.JobRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Appends each change of a row to a stream, with its opcode in the field {@code op_code}; a null is left out. Of a row
 * that is gone the fields that the source did not send are left out too.
 *
 * <p>Thread-safe.
 */
public final class StreamOutput implements Output {

    private static final String NAME = "output stream";
    private static final String OP_CODE = "op_code";

    private final String target;
    private final KeySource key;
    private final Expire expire;
    private final Mapping mapping;
    private final boolean isFenced;
    private final Truncation truncation = Truncation.onlyWarning(NAME);

    /**
     * Makes the output.
     *
     * @param isFenced whether each of its streams is fed by nothing else, and from one change stream alone: then the ids
     *     of the changes can be those of the entries, so that none is appended twice
     */
    public StreamOutput(String target, KeySource key, Expire expire, Mapping mapping, boolean isFenced) {
        this.target = target;
        this.key = key;
        this.expire = expire;
        this.mapping = mapping;
        this.isFenced = isFenced;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String target() {
        return target;
    }

    /** What was appended stays where it is. */
    @Override
    public boolean hasComputedPlace() {
        return false;
    }

    @Override
    public boolean canMove(TableSchema schema) {
        return false;
    }

    @Override
    public List<TargetWrite> apply(JobRecord record, @Nullable JobRecord previous) {
        return switch (record.opcode()) {
            case CREATE, READ, UPDATE, DELETE -> List.of(append(record, previous));
            case TRUNCATE -> truncation.of(record.event(), false);
            case MESSAGE -> List.of();
        };
    }

    private TargetWrite append(JobRecord record, @Nullable JobRecord previous) {
        byte[] stream = key.of(record);
        boolean isGone = record.opcode() == Opcode.DELETE;
        Optional<Expiry> expiry = expire.of(record);
        if (expiry.isEmpty()) {
            return new DeleteKey(stream, "stream");
        }
        Map<String, @Nullable Object> content =
                Completion.of(record, previous, mapping, isGone).fields();
        List<byte[]> fields = new ArrayList<>();
        content.forEach((name, value) -> {
            if (value != null && !name.equals(OP_CODE)) {
                fields.add(name.getBytes(StandardCharsets.UTF_8));
                fields.add(HashOutput.bytes(value));
            }
        });
        fields.add(HashOutput.bytes(OP_CODE));
        fields.add(HashOutput.bytes(String.valueOf(record.opcode().code())));
        Optional<EntryId> id = isFenced ? record.entry() : Optional.empty();
        return new Append(stream, fields.toArray(byte[][]::new), id, expiry.get());
    }
}
