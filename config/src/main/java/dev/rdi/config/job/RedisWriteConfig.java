package dev.rdi.config.job;

import dev.rdi.config.bind.Checked;
import dev.rdi.config.bind.Findings;
import dev.rdi.config.schema.Property;
import dev.rdi.config.schema.Variant;
import java.util.Optional;

/**
 * Writes a row to a Redis.
 *
 * <p>Immutable.
 */
@Variant(value = "redis.write", title = "write to a Redis")
public record RedisWriteConfig(
        @Property("What to write, and where.") With with) implements OutputConfig {
    /**
     * The properties of the output.
     *
     * <p>Immutable.
     */
    public record With(
            @Property(
                    value = "The target to write to, by its name in `config.yaml`. Without it the one named `target`.",
                    defaultValue = "target",
                    example = "cache")
            Optional<String> connection,

            @Property(
                    value = "What the row becomes. Without it what `processors.target_data_type` says.",
                    example = "json")
            Optional<DataType> dataType,

            @Property("The key to write to. Without it `table:column:value` of the primary key.")
            Optional<KeyConfig> key,

            @Property(
                    value = "Whether a write leaves fields of the key alone that it doesn't bring (`merge`) or removes"
                            + " them (`replace`). Without it a hash is merged, except that of a document of MongoDB, which is"
                            + " replaced, and JSON is written as `processors.json_update_strategy` says.",
                    appliesTo = "hash and json",
                    example = "merge")
            Optional<UpdateStrategy> onUpdate,

            @Property(
                    "After how many seconds the key expires, counted from its last write: a number, or an expression that"
                            + " gives one. Without it never.")
            Optional<ExpireConfig> expire,

            @Property("The fields that a set, a sorted set or a string takes its contents from.")
            ArgsConfig args,

            @Property(
                    "The fields to write, and under which names: a list of names and of pairs `field: name at the target`, or"
                            + " a map of such pairs. Without it all, under their own names.")
            MappingConfig mapping,

            @Property("Writes the row into the JSON document of another table's row, in place of a key of its own.")
            Optional<NestConfig> nest)
            implements Checked {

        @Override
        public void check(Findings findings) {
            new WriteRules(findings, this).check();
        }
    }
}
