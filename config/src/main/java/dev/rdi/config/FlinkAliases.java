package dev.rdi.config;

import dev.rdi.config.bind.Binder;
import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.problem.Severity;
import dev.rdi.config.secret.References;
import dev.rdi.config.secret.Settings;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * The settings of RDI's Flink processor that are other names of ours. They count with {@code type: flink}, and there
 * before our own names, as in RDI.
 *
 * <p>Immutable; it has no state.
 */
final class FlinkAliases {

    private static final String SOURCE = "source";
    private static final String TARGET = "target";
    private static final String PROCESSOR = "processor";
    private static final String DISCOVERY = "discovery.interval.ms";
    private static final String DLQ_ENABLED = "dlq.enabled";

    /**
     * One of them.
     *
     * <p>Immutable.
     *
     * @param section where it stands under {@code processors.advanced}
     * @param property our name of it, under {@code processors}
     */
    record Alias(String section, String key, String property) {

        private Optional<String> given(ProcessorsAdvanced advanced) {
            return FlinkAliases.section(advanced, section).get(key).map(this::translated);
        }

        private String translated(String text) {
            if (key.equals(DLQ_ENABLED)) {
                return Boolean.parseBoolean(text) ? "dlq" : "ignore";
            }
            return key.equals(DISCOVERY) && text.equals("0") ? "1" : text;
        }
    }

    static final List<Alias> ALL = List.of(
            new Alias(SOURCE, "batch.size", "read_batch_size"),
            new Alias(SOURCE, DISCOVERY, "idle_streams_check_interval_ms"),
            new Alias(SOURCE, DISCOVERY, "busy_streams_check_interval_ms"),
            new Alias(TARGET, "batch.size", "write_batch_size"),
            new Alias(TARGET, "retry.max.attempts", "retry_max_attempts"),
            new Alias(TARGET, "retry.initial.delay.ms", "retry_initial_delay_ms"),
            new Alias(TARGET, "retry.max.delay.ms", "retry_max_delay_ms"),
            new Alias(TARGET, "wait.enabled", "wait_enabled"),
            new Alias(TARGET, "wait.write.timeout.ms", "wait_timeout"),
            new Alias(TARGET, "wait.retry.enabled", "retry_on_replica_failure"),
            new Alias("dlq", "max.len", "dlq_max_messages"),
            new Alias(PROCESSOR, "default.data.type", "target_data_type"),
            new Alias(PROCESSOR, "default.json.update.strategy", "json_update_strategy"),
            new Alias(PROCESSOR, DLQ_ENABLED, "error_handling"));

    private FlinkAliases() {}

    static Settings section(ProcessorsAdvanced advanced, String name) {
        return switch (name) {
            case SOURCE -> advanced.source();
            case TARGET -> advanced.target();
            case "dlq" -> advanced.dlq();
            case PROCESSOR -> advanced.processor();
            default -> advanced.flink();
        };
    }

    /**
     * The settings with those that other names give.
     *
     * @param written the section as it was written
     */
    static ProcessorsConfig applied(ProcessorsConfig config, YamlMap written, References references) {
        if (config.type() != ProcessorType.FLINK) {
            return config;
        }
        YamlMap changed = written;
        for (Alias alias : ALL) {
            Optional<String> text = alias.given(config.advanced());
            if (text.isPresent()) {
                changed = changed.having(
                        alias.property(), new YamlScalar(text.get(), true, written.line(), written.column()));
            }
        }
        // What is wrong with the values is reported where they were written.
        return new Binder(references, Severity.ERROR, new Problems(""))
                .bind(ProcessorsConfig.class, changed, Place.START);
    }
}
