package dev.rdi.config.job;

import dev.rdi.config.bind.Checked;
import dev.rdi.config.bind.Findings;
import dev.rdi.config.schema.ExpressionText;
import dev.rdi.config.schema.Property;
import dev.rdi.config.schema.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads from a Redis and puts the answer into a field.
 *
 * <p>Immutable.
 */
@Variant(value = "redis.lookup", title = "read from a Redis")
public record LookupConfig(
        @Property(value = "What to read.", required = true) With with) implements TransformConfig {

    /**
     * The properties of the step.
     *
     * <p>Immutable.
     */
    public record With(
            @Property(value = "The target to ask, by its name in `config.yaml`.", example = "target")
            String connection,

            @Property(value = "The command. Only commands that change nothing are allowed.", example = "HGET")
            String cmd,

            @Property(value = "An expression for each argument of the command.", required = true)
            List<ExpressionText> args,

            @Property(value = "The language of the expressions.", example = "jmespath")
            ExpressionLanguage language,

            @Property(
                    value = "The field that gets the answer; null where Redis has none. A dot leads into an object.",
                    example = "customer")
            String field,

            @Property(
                    value = "Only rows for which it is true are looked up; the others stay as they are.",
                    example = "customer_id != `null`")
            Optional<ExpressionText> when,

            @Property("Remembers the arguments by the values of the fields that their expressions read.")
            CacheConfig cache,

            @Property("Remembers the answers of Redis by the arguments.")
            CacheConfig lookupCache,

            @Property("How many lookups go to Redis at a time.")
            Batch batch)
            implements Checked {

        public With {
            args = List.copyOf(args);
        }

        @Override
        public void check(Findings findings) {
            if (findings.isGiven("cmd") && !ReadCommands.contains(cmd)) {
                findings.error(
                        "config.bad-value",
                        "cmd",
                        "a lookup may not run the command " + cmd + ", which isn't known to change nothing",
                        ReadCommands.nearest(cmd)
                                .map(name -> "write " + name)
                                .orElse("use a command that reads, such as GET, HGET, HGETALL, SISMEMBER or JSON.GET"));
            }
        }
    }

    /**
     * How many lookups go to Redis at a time.
     *
     * <p>Immutable.
     */
    public record Batch(
            @Property(value = "Most lookups in one round trip.", defaultValue = "200", example = "500", min = 1)
            int size,

            @Property(
                    name = "timeout_ms",
                    value = "Longest wait in milliseconds for that many. Here nothing waits: the lookups of the rows"
                            + " that are at hand go out together.",
                    defaultValue = "100",
                    example = "50",
                    min = 1)
            Duration timeout) {}
}
