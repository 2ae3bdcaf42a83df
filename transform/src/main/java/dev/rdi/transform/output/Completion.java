package dev.rdi.transform.output;

import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RejectedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record as far as the source sent them. One that it did not send is left as it is at the target, if
 * the target certainly holds it; else it is taken from the row before the update, if that is known; else the record is
 * rejected (edge case R4).
 *
 * @param fields what is known, nulls included
 * @param kept the names of what stays as it is
 */
record Completion(Map<String, @Nullable Object> fields, List<String> kept) {

    static Completion of(JobRecord record, @Nullable JobRecord previous, Mapping mapping, boolean holds) {
        Map<String, @Nullable Object> fields = mapping.of(Payload.of(record));
        if (!Texts.isUnsent(fields)) {
            return new Completion(fields, List.of());
        }
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        if (previous != null) {
            before.putAll(mapping.of(Payload.of(previous)));
        }
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        List<String> kept = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
            String name = field.getKey();
            if (!Texts.isUnsent(field.getValue())) {
                known.put(name, field.getValue());
            } else if (holds) {
                kept.add(name);
            } else if (before.containsKey(name) && !Texts.isUnsent(before.get(name))) {
                known.put(name, before.get(name));
            } else {
                throw RejectedException.unavailable("the field " + name);
            }
        }
        return new Completion(known, kept);
    }

    /** The same without fields of these names. */
    Completion without(List<String> names) {
        if (names.stream().noneMatch(name -> fields.containsKey(name) || kept.contains(name))) {
            return this;
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(fields);
        rest.keySet().removeAll(names);
        return new Completion(
                rest, kept.stream().filter(name -> !names.contains(name)).toList());
    }
}
