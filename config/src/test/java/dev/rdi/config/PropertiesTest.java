package dev.rdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.bind.Binder;
import dev.rdi.config.job.AddFieldConfig;
import dev.rdi.config.job.ArgsConfig;
import dev.rdi.config.job.CacheConfig;
import dev.rdi.config.job.ExpireConfig;
import dev.rdi.config.job.FilterConfig;
import dev.rdi.config.job.JobConfig;
import dev.rdi.config.job.JobSource;
import dev.rdi.config.job.KeyConfig;
import dev.rdi.config.job.LookupConfig;
import dev.rdi.config.job.MapConfig;
import dev.rdi.config.job.MapExpression;
import dev.rdi.config.job.MappingConfig;
import dev.rdi.config.job.NestConfig;
import dev.rdi.config.job.RedisWriteConfig;
import dev.rdi.config.job.RemoveFieldConfig;
import dev.rdi.config.job.RenameFieldConfig;
import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.problem.Severity;
import dev.rdi.config.schema.PropertySchema;
import dev.rdi.config.schema.RecordSchema;
import dev.rdi.config.schema.ValueType;
import dev.rdi.config.secret.References;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every property of every section: its declaration, its default, its example, and a value that is refused. */
class PropertiesTest {
    private static final List<Class<? extends Record>> SECTIONS = List.of(
            PipelineConfig.class,
            SourceConfig.class,
            SqlConnection.class,
            MongoConnection.class,
            SpannerConnection.class,
            SpannerConnection.ChangeStream.class,
            SnowflakeConnection.class,
            LoggingConfig.class,
            TableConfig.class,
            SourceAdvanced.class,
            SourceAdvanced.Resources.class,
            SourceAdvanced.Riotx.class,
            TargetConfig.class,
            TargetConnection.class,
            ProcessorsConfig.class,
            ProcessorsAdvanced.class,
            ProcessorsAdvanced.Resources.class,
            ProcessorsAdvanced.TaskManager.class,
            SecretProvider.class,
            ProviderParameters.class,
            SecretObject.class,
            PipelineMetadata.class,
            JobConfig.class,
            JobSource.class,
            AddFieldConfig.class,
            AddFieldConfig.With.class,
            AddFieldConfig.Field.class,
            RenameFieldConfig.With.class,
            RenameFieldConfig.Field.class,
            RemoveFieldConfig.With.class,
            RemoveFieldConfig.Field.class,
            MapConfig.With.class,
            MapExpression.class,
            FilterConfig.With.class,
            LookupConfig.With.class,
            LookupConfig.Batch.class,
            CacheConfig.class,
            RedisWriteConfig.With.class,
            KeyConfig.class,
            ExpireConfig.class,
            ExpireConfig.Dynamic.class,
            ArgsConfig.class,
            MappingConfig.class,
            MappingConfig.Item.class,
            NestConfig.class,
            NestConfig.Parent.class);

    static Stream<Arguments> properties() {
        return SECTIONS.stream()
                .flatMap(section -> RecordSchema.of(section).properties().stream()
                        .map(property -> Arguments.of(
                                Named.of(section.getSimpleName(), section), Named.of(property.name(), property))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("properties")
    void isDeclaredCompletely(Class<? extends Record> section, PropertySchema property) {
        assertThat(property.description()).as("description in %s", section).endsWith(".");
        boolean explained = !isScalar(property.type())
                || property.type() instanceof ValueType.Flag
                || !property.example().isEmpty()
                || !property.defaultValue().isEmpty();
        assertThat(explained).as("it has a default or an example").isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("properties")
    void acceptsItsDefaultAndItsExample(Class<? extends Record> section, PropertySchema property) {
        for (String value : List.of(property.defaultValue(), property.example())) {
            if (!value.isEmpty()) {
                assertThat(problems(section, property.name() + ": " + quoted(value), property))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("properties")
    void refusesAValueOfAnotherKind(Class<? extends Record> section, PropertySchema property) {
        if (property.type() instanceof ValueType.Anything) {
            return;
        }
        for (String wrong : wrong(property.type())) {
            assertThat(problems(section, property.name() + ": " + wrong, property))
                    .as(wrong)
                    .isNotEmpty();
        }
    }

    private static boolean isScalar(ValueType type) {
        return wrong(type).contains("[]");
    }

    /** Values that don't fit a type. */
    private static List<String> wrong(ValueType type) {
        List<String> wrong = new ArrayList<>();
        if (type instanceof ValueType.Whole whole) {
            wrong.add("abc");
            outside(whole.min(), whole.max(), wrong);
        } else if (type instanceof ValueType.Millis millis) {
            wrong.add("1s");
            outside(millis.min(), millis.max(), wrong);
        } else if (type instanceof ValueType.Flag || type instanceof ValueType.Choice) {
            wrong.add("no-such-word");
        } else if (type instanceof ValueType.Text text && !text.pattern().isEmpty()) {
            wrong.add("-?");
        } else if (type instanceof ValueType.Text text && text.maxLength() < Integer.MAX_VALUE) {
            wrong.add("x".repeat(text.maxLength() + 1));
        } else if (type instanceof ValueType.Shapes) {
            return List.of("[[[]]]");
        } else if (type instanceof ValueType.Items items && items.item() instanceof ValueType.Shapes) {
            return List.of("text", "[[[]]]");
        } else if (!(type instanceof ValueType.Text
                || type instanceof ValueType.Hidden
                || type instanceof ValueType.Expression)) {
            return List.of("text");
        }
        wrong.add("[]");
        wrong.add("{}");
        return wrong;
    }

    private static void outside(long min, long max, List<String> wrong) {
        if (min > Integer.MIN_VALUE) {
            wrong.add(Long.toString(min - 1));
        }
        if (max < Long.MAX_VALUE) {
            wrong.add(Long.toString(max + 1));
        }
    }

    private static String quoted(String value) {
        return value.startsWith("[") ? value : "\"" + value.replace("\"", "\\\"") + "\"";
    }

    private static List<Problem> problems(Class<? extends Record> section, String yaml, PropertySchema property) {
        Problems problems = new Problems("test");
        YamlMap map = (YamlMap) YamlReader.read(yaml, problems).orElseThrow();
        References references = name -> java.util.Optional.of("value of " + name);
        new Binder(references, Severity.ERROR, problems).bind(section, map, Place.START);
        return problems.sorted().stream()
                .filter(problem -> problem.path().startsWith(property.name()))
                .filter(Problem::isError)
                .toList();
    }
}
