package dev.rdi.transform.compile;

import dev.rdi.config.job.AddFieldConfig;
import dev.rdi.config.job.CacheConfig;
import dev.rdi.config.job.FilterConfig;
import dev.rdi.config.job.LookupConfig;
import dev.rdi.config.job.MapConfig;
import dev.rdi.config.job.OnUnmatched;
import dev.rdi.config.job.RemoveFieldConfig;
import dev.rdi.config.job.RenameFieldConfig;
import dev.rdi.config.job.TransformConfig;
import dev.rdi.expression.Expression;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.sql.Sql;
import dev.rdi.transform.step.AddFields;
import dev.rdi.transform.step.AddFields.NewField;
import dev.rdi.transform.step.Filter;
import dev.rdi.transform.step.Lookup;
import dev.rdi.transform.step.MapRecord;
import dev.rdi.transform.step.RemoveFields;
import dev.rdi.transform.step.RenameFields;
import dev.rdi.transform.step.RenameFields.Renaming;
import dev.rdi.transform.step.ResultCache;
import dev.rdi.transform.step.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes steps of their configuration. Stateless. */
final class StepCompiler {

    private StepCompiler() {}

    static List<Step> compile(List<TransformConfig> configs) {
        List<Step> steps = new ArrayList<>();
        for (TransformConfig config : configs) {
            steps.add(compile(config, steps.size() + 1));
        }
        return steps;
    }

    private static Step compile(TransformConfig config, int number) {
        if (config instanceof AddFieldConfig add) {
            return new AddFields(name(number, "add_field"), newFields(add));
        }
        if (config instanceof RenameFieldConfig rename) {
            return new RenameFields(
                    name(number, "rename_field"),
                    rename.fields().stream()
                            .map(field ->
                                    new Renaming(FieldPath.parse(field.fromField()), FieldPath.parse(field.toField())))
                            .toList());
        }
        if (config instanceof RemoveFieldConfig remove) {
            return new RemoveFields(
                    name(number, "remove_field"),
                    remove.fields().stream()
                            .map(field -> FieldPath.parse(field.field()))
                            .toList());
        }
        if (config instanceof MapConfig map) {
            return new MapRecord(name(number, "map"), map(map.with()));
        }
        if (config instanceof FilterConfig filter) {
            FilterConfig.With with = filter.with();
            return new Filter(
                    name(number, "filter"),
                    Compiled.checked(with.language(), with.expression(), with.cache()),
                    with.onUnmatched() == OnUnmatched.DELETE);
        }
        return lookup(((LookupConfig) config).with(), number);
    }

    private static String name(int number, String uses) {
        return "step " + number + " (" + uses + ")";
    }

    private static List<NewField> newFields(AddFieldConfig add) {
        return add.fields().stream()
                .map(field -> new NewField(
                        FieldPath.parse(field.field()),
                        Compiled.checked(field.language(), field.expression(), field.cache())))
                .toList();
    }

    private static Expression map(MapConfig.With with) {
        Expression whole = with.expression()
                .text()
                .map(text -> Compiled.checked(with.language(), text))
                .orElseGet(() -> fields(with));
        return Compiled.cached(whole, with.cache());
    }

    private static Expression fields(MapConfig.With with) {
        Map<String, Expression> fields = new LinkedHashMap<>();
        with.expression().fields().forEach((name, text) -> fields.put(name, Compiled.checked(with.language(), text)));
        return Sql.mapOf(fields);
    }

    private static Lookup lookup(LookupConfig.With with, int number) {
        return new Lookup(
                name(number, "redis.lookup"),
                with.connection(),
                with.cmd(),
                with.args().stream()
                        .map(text -> Compiled.checked(with.language(), text, with.cache()))
                        .toList(),
                FieldPath.parse(with.field()),
                with.when().map(text -> Compiled.checked(with.language(), text)),
                answers(with.lookupCache()));
    }

    private static ResultCache<List<String>, @Nullable Object> answers(CacheConfig answers) {
        if (answers.enabled()) {
            return ResultCache.of(answers.maxSize(), answers.ttl());
        }
        return ResultCache.none();
    }
}
