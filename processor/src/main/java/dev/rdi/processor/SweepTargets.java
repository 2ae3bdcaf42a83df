package dev.rdi.processor;

import dev.rdi.expression.Evaluation;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Opcode;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import dev.rdi.model.SourceInfo;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.redis.reset.ResetTable;
import dev.rdi.transform.Jobs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which keys of which targets a sweep may delete: exactly those that a truncate of the tables would. So the jobs are
 * asked what they would do about one.
 *
 * <p>Stateless.
 */
final class SweepTargets {

    private static final Logger LOG = LoggerFactory.getLogger(SweepTargets.class);

    private SweepTargets() {}

    /** The keys by target; a table whose keys can't be told from others' is named in the log and left out. */
    static Map<String, List<ClearTable>> of(List<ResetTable> tables, Jobs jobs) {
        Map<String, List<ClearTable>> swept = new LinkedHashMap<>();
        for (ResetTable table : tables) {
            boolean alone = tables.stream()
                            .filter(other ->
                                    other.table().table().equals(table.table().table()))
                            .count()
                    == 1;
            List<TargetedWrite> writes =
                    alone ? jobs.start(truncate(table), evaluation()).outcome().writes() : List.of();
            int cleared = 0;
            for (TargetedWrite write : writes) {
                if (write.write() instanceof ClearTable clear) {
                    swept.computeIfAbsent(write.target(), name -> new ArrayList<>())
                            .add(clear);
                    cleared++;
                }
            }
            if (cleared == 0) {
                LOG.warn(
                        "The keys of {} aren't swept: they can't be told from what others write",
                        table.table().qualifiedName());
            }
        }
        return swept;
    }

    private static Evaluation evaluation() {
        return new Evaluation("sweep", Instant.EPOCH);
    }

    private static ChangeEvent truncate(ResetTable table) {
        RowType key = new RowType(table.key().stream()
                .map(name -> new Field(name, FieldType.TEXT))
                .toList());
        return new ChangeEvent(
                new TableSchema(table.table(), key, RowType.EMPTY),
                Opcode.TRUNCATE,
                Row.EMPTY,
                Row.EMPTY,
                Row.EMPTY,
                BeforeKind.NONE,
                KeyChange.NO,
                Row.EMPTY,
                new SourceInfo(0, ""));
    }
}
