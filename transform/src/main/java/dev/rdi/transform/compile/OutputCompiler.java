package dev.rdi.transform.compile;

import dev.rdi.config.JsonUpdateStrategy;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.ProcessorsConfig;
import dev.rdi.config.TargetDataType;
import dev.rdi.config.job.DataType;
import dev.rdi.config.job.ExpireConfig;
import dev.rdi.config.job.MappingConfig;
import dev.rdi.config.job.NestConfig;
import dev.rdi.config.job.RedisWriteConfig;
import dev.rdi.config.job.UpdateStrategy;
import dev.rdi.expression.FieldPath;
import dev.rdi.model.TableId;
import dev.rdi.transform.output.Expire;
import dev.rdi.transform.output.HashOutput;
import dev.rdi.transform.output.JsonOutput;
import dev.rdi.transform.output.JsonOutput.Strategy;
import dev.rdi.transform.output.KeySource;
import dev.rdi.transform.output.Mapping;
import dev.rdi.transform.output.NestOutput;
import dev.rdi.transform.output.Output;
import dev.rdi.transform.output.SetOutput;
import dev.rdi.transform.output.SortedSetOutput;
import dev.rdi.transform.output.StreamOutput;
import dev.rdi.transform.output.StringOutput;
import dev.rdi.transform.record.RowFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes outputs of their configuration.
 *
 * <p>Immutable.
 *
 * @param nests who nests rows into whose documents
 * @param fences who appends to which streams
 * @param isAlone whether no other captured table has the name of a table
 * @param ownsItsKeys whether nobody else writes keys that look like a table's default keys
 */
record OutputCompiler(
        PipelineConfig config, Nests nests, Fences fences, Predicate<TableId> isAlone, Predicate<TableId> ownsItsKeys) {

    /** The output for rows that no job says anything about. */
    Output plain(TableId table) {
        String target = config.defaultTargetName();
        return config.processors().targetDataType() == TargetDataType.JSON
                ? json(target, KeySource.byDefault(), Expire.NONE, Mapping.ALL, strategy(Optional.empty()), table)
                : new HashOutput(target, ownsItsKeys);
    }

    /** The output of a {@code redis.write}, for the rows of a table. */
    Output compile(RedisWriteConfig.With with, RowFormat format, TableId table) {
        String target = with.connection().orElse(config.defaultTargetName());
        Expire expire = with.expire().map(OutputCompiler::expire).orElse(Expire.NONE);
        Mapping mapping = mapping(with.mapping());
        if (with.nest().isPresent()) {
            return nest(with.nest().get(), target, expire, mapping);
        }
        KeySource key = with.key()
                .map(own -> KeySource.computed(Compiled.checked(own.language(), own.expression(), own.cache()), format))
                .orElseGet(KeySource::byDefault);
        return switch (dataType(with)) {
            case HASH -> new HashOutput(target, key, expire, mapping, with.onUpdate(), ownsItsKeys);
            case JSON -> json(target, key, expire, mapping, strategy(with.onUpdate()), table);
            case SET -> new SetOutput(target, key, expire, argument(with.args().member()));
            case SORTED_SET ->
                new SortedSetOutput(
                        target,
                        key,
                        expire,
                        argument(with.args().member()),
                        argument(with.args().score()));
            case STREAM ->
                new StreamOutput(target, key, expire, mapping, fences.isFenced(with, table, isAlone.test(table)));
            case STRING ->
                new StringOutput(target, key, expire, argument(with.args().value()), ownsItsKeys);
        };
    }

    private DataType dataType(RedisWriteConfig.With with) {
        DataType byDefault =
                config.processors().targetDataType() == TargetDataType.JSON ? DataType.JSON : DataType.HASH;
        return with.dataType().orElse(byDefault);
    }

    /** Only documents under default keys can be parents: the children compute nothing else. */
    private JsonOutput json(
            String target, KeySource key, Expire expire, Mapping mapping, Strategy strategy, TableId table) {
        List<List<String>> maps = key.isDefault() ? nests.mapsIn(table, target) : List.of();
        return new JsonOutput(target, key, expire, mapping, strategy, maps, ownsItsKeys);
    }

    private Strategy strategy(Optional<UpdateStrategy> given) {
        ProcessorsConfig processors = config.processors();
        boolean merges = given.map(UpdateStrategy.MERGE::equals)
                .orElse(processors.jsonUpdateStrategy() == JsonUpdateStrategy.MERGE);
        if (!merges) {
            return Strategy.REPLACE;
        }
        return processors.useNativeJsonMerge() ? Strategy.MERGE : Strategy.MERGE_BY_SCRIPT;
    }

    private Output nest(NestConfig nest, String target, Expire expire, Mapping mapping) {
        return new NestOutput(
                target,
                nest.parent().table() + ":" + nest.parentKey() + ":",
                FieldPath.parse(nest.childField()),
                FieldPath.parse(nest.nestingKey()),
                Nests.path(nest),
                nests.siblingsOf(nest, target),
                expire,
                mapping);
    }

    private static Expire expire(ExpireConfig expire) {
        return expire.seconds()
                .map(Expire::after)
                .or(() -> expire.dynamic()
                        .map(own -> Expire.computed(Compiled.checked(own.language(), own.expression(), own.cache()))))
                .orElse(Expire.NONE);
    }

    private static Mapping mapping(MappingConfig mapping) {
        return new Mapping(mapping.pairs().stream()
                .map(pair -> new Mapping.Entry(FieldPath.parse(pair.from()), pair.to()))
                .toList());
    }

    private static FieldPath argument(Optional<String> field) {
        return FieldPath.parse(field.orElseThrow());
    }
}
