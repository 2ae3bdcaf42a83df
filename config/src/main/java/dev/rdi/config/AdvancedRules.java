package dev.rdi.config;

import dev.rdi.config.FlinkAliases.Alias;
import dev.rdi.config.bind.Findings;
import java.util.List;

/**
 * Says of each setting for experts of the processor that it has no effect, where it has none, and what counts instead.
 *
 * <p>Confined to one thread.
 */
final class AdvancedRules {

    private static final List<String> SECTIONS = List.of("source", "target", "dlq", "processor", "flink");
    private static final String NO_EFFECT = "config.no-effect";

    private final Findings processors;
    private final PipelineConfig config;

    /**
     * Prepares the rules.
     *
     * @param processors the findings of the section {@code processors}
     */
    AdvancedRules(Findings processors, PipelineConfig config) {
        this.processors = processors;
        this.config = config;
    }

    void check() {
        Findings advanced = processors.under("advanced");
        for (String section : SECTIONS) {
            Findings own = advanced.under(section);
            FlinkAliases.section(config.processors().advanced(), section)
                    .values()
                    .keySet()
                    .forEach(key -> check(own, section, key));
        }
        if (advanced.isGiven("resources")) {
            advanced.warning(
                    NO_EFFECT,
                    "resources",
                    "there is no Flink cluster: one process does the work",
                    "remove it, and give the process what it needs");
        }
    }

    private void check(Findings own, String section, String key) {
        List<Alias> aliases = FlinkAliases.ALL.stream()
                .filter(alias -> alias.section().equals(section) && alias.key().equals(key))
                .toList();
        if (aliases.isEmpty()) {
            if (!isPattern(section, key) || config.source().type() != SourceType.EXTERNAL) {
                own.warning(NO_EFFECT, key, "'" + key + "' has no effect: " + instead(section, key), "remove it");
            }
        } else if (config.processors().type() == ProcessorType.FLINK) {
            aliases.forEach(this::checkOwnName);
        } else {
            String property = aliases.get(0).property();
            own.warning(
                    NO_EFFECT,
                    key,
                    "'" + key + "' has no effect with type: classic, where " + property + " counts",
                    "write " + property + ": … under processors instead");
        }
    }

    private void checkOwnName(Alias alias) {
        if (processors.isGiven(alias.property())) {
            processors.warning(
                    NO_EFFECT,
                    alias.property(),
                    "with type: flink advanced." + alias.section() + "[\"" + alias.key() + "\"] stands above it",
                    "keep one of the two");
        }
    }

    private static boolean isPattern(String section, String key) {
        return section.equals("source") && key.equals("stream.name.pattern");
    }

    private static String instead(String section, String key) {
        if (isPattern(section, key)) {
            return "the collector says which streams there are; it is for external sources";
        }
        if (section.equals("flink")) {
            return "there is no Flink cluster, one process does the work";
        }
        if (key.startsWith("batch.") || key.startsWith("flush.")) {
            return "nothing waits for a batch to fill";
        }
        if (key.endsWith(".timeout.ms") && !key.startsWith("wait.")) {
            return "how long a connection or an answer may take is fixed";
        }
        if (key.startsWith("wait.")) {
            return section.equals("dlq")
                    ? "dead letters are written like positions; redis.wait.enabled under advanced.sink of the source is"
                            + " for the RDI database"
                    : "the pauses are those of retry_initial_delay_ms and retry_max_delay_ms";
        }
        if (key.startsWith("retry.")) {
            return section.equals("target")
                    ? "each pause is twice as long as the one before, up to retry_max_delay_ms"
                    : "the RDI database is tried for ever, with pauses of up to 5 s";
        }
        return "the processor has no such setting";
    }
}
