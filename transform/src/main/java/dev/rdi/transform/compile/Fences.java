package dev.rdi.transform.compile;

import dev.rdi.config.job.DataType;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.job.JobSource;
import dev.rdi.config.job.KeyConfig;
import dev.rdi.config.job.OutputConfig;
import dev.rdi.config.job.RedisWriteConfig;
import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Expression;
import dev.rdi.expression.Values;
import dev.rdi.model.TableId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who appends to which streams. Where a stream is fed by one output, and that by one change stream, its entries can have
 * the ids of the changes.
 *
 * <p>Immutable.
 */
record Fences(List<Feed> all) {

    /**
     * An output that appends.
     *
     * @param constantKey its key, if that is the same for every record
     */
    record Feed(String target, RedisWriteConfig.With with, JobSource source, Optional<String> constantKey) {

        boolean isOf(TableId table) {
            return source.isDefault() || source.matches(source.table(), table.table());
        }

        boolean hasDefaultKey() {
            return with.key().isEmpty();
        }

        /** Whether both might append to one stream. */
        boolean mayMeet(Feed other) {
            if (!target.equals(other.target)) {
                return false;
            }
            if (constantKey.isPresent() && other.constantKey.isPresent()) {
                return constantKey.equals(other.constantKey);
            }
            boolean apart = hasDefaultKey()
                    && other.hasDefaultKey()
                    && !source.isDefault()
                    && !other.source.isDefault()
                    && !source.table().equalsIgnoreCase(other.source.table());
            return !apart;
        }
    }

    static Fences of(List<JobFile> files, String defaultTarget) {
        List<Feed> all = new ArrayList<>();
        for (JobFile file : files) {
            for (OutputConfig output : file.job().output()) {
                RedisWriteConfig.With with = ((RedisWriteConfig) output).with();
                if (with.dataType().filter(DataType.STREAM::equals).isPresent()) {
                    all.add(new Feed(
                            with.connection().orElse(defaultTarget),
                            with,
                            file.job().source().orElseThrow(),
                            with.key().flatMap(Fences::constant)));
                }
            }
        }
        return new Fences(all);
    }

    /**
     * Whether nothing else feeds the streams of an output.
     *
     * @param table whose rows it gets
     * @param isAlone whether no other captured table has the name of that table
     */
    boolean isFenced(RedisWriteConfig.With with, TableId table, boolean isAlone) {
        List<Feed> own = all.stream()
                .filter(feed -> feed.with().equals(with) && feed.isOf(table))
                .toList();
        return isAlone
                && own.size() == 1
                && (own.get(0).hasDefaultKey() || !own.get(0).source().isDefault())
                && all.stream().filter(own.get(0)::mayMeet).count() == 1;
    }

    private static Optional<String> constant(KeyConfig key) {
        Expression expression = Compiled.checked(key.language(), key.expression());
        if (!expression.reads().isEmpty() || expression.isVolatile()) {
            return Optional.empty();
        }
        Object value = expression.evaluate(Map.of(), new Evaluation("", Instant.EPOCH));
        return value == null ? Optional.empty() : Optional.of(Values.text(value));
    }
}
