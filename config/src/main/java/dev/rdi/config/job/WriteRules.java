package dev.rdi.config.job;

import dev.rdi.config.bind.Findings;
import dev.rdi.config.schema.RecordSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold between the properties of an output. Confined to one thread. */
final class WriteRules {
    private static final Map<DataType, List<String>> ARGS = Map.of(
            DataType.SET, List.of("member"),
            DataType.SORTED_SET, List.of("member", "score"),
            DataType.STRING, List.of("value"));

    private final Findings findings;
    private final RedisWriteConfig.With output;

    WriteRules(Findings findings, RedisWriteConfig.With output) {
        this.findings = findings;
        this.output = output;
    }

    void check() {
        if (output.nest().isPresent()) {
            checkNest();
        } else {
            checkArgs();
        }
        checkMapping();
        boolean hasFields = output.dataType()
                .map(type -> type == DataType.HASH || type == DataType.JSON)
                .orElse(true);
        if (!hasFields && findings.isGiven("on_update")) {
            noEffect("on_update", "a " + type() + " has no fields to keep or to replace");
        }
    }

    private void checkNest() {
        need(
                "data_type",
                "json",
                output.dataType().filter(DataType.JSON::equals).isPresent());
        need(
                "on_update",
                "merge",
                output.onUpdate().filter(UpdateStrategy.MERGE::equals).isPresent());
        for (String property : List.of("key", "args")) {
            if (findings.isGiven(property)) {
                findings.error(
                        "config.bad-value",
                        property,
                        "nested rows are written to the key of their parent, so they take no " + property,
                        "remove " + property);
            }
        }
    }

    private void need(String property, String value, boolean holds) {
        if (!holds) {
            findings.error(
                    findings.isGiven(property) ? "config.bad-value" : "config.missing",
                    property,
                    "nested rows need " + property + ": " + value,
                    (findings.isGiven(property) ? "write " : "add ") + property + ": " + value);
        }
    }

    private void checkArgs() {
        List<String> needed = output.dataType()
                .map(type -> ARGS.getOrDefault(type, List.of()))
                .orElse(List.of());
        Findings args = findings.under("args");
        for (String name : List.of("member", "score", "value")) {
            if (needed.contains(name) && !args.isGiven(name)) {
                String place = findings.isGiven("args") ? name : "args";
                (findings.isGiven("args") ? args : findings)
                        .error(
                                "config.missing",
                                place,
                                "a " + type() + " needs args." + name + ", the field that is its " + name,
                                findings.isGiven("args") ? "add " + name + ": …" : "add args: {" + name + ": …}");
            } else if (!needed.contains(name) && args.isGiven(name)) {
                args.error(
                        "config.unknown-property",
                        name,
                        "a " + type() + " has no " + name,
                        needed.isEmpty() ? "write data_type: " + typeWith(name) + ", or remove it" : "remove it");
            }
        }
    }

    private void checkMapping() {
        if (!findings.isGiven("mapping")) {
            return;
        }
        boolean fieldless = output.dataType().filter(ARGS::containsKey).isPresent();
        if (fieldless) {
            noEffect("mapping", "the contents of a " + type() + " come from args");
        }
        List<MappingConfig.Item> items = output.mapping().items();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            checkItem(items.get(i), i, names);
        }
        Findings mapping = findings.under("mapping");
        output.mapping().map().forEach((from, to) -> {
            if (!names.add(to)) {
                mapping.error("config.duplicate-key", from, twice(to), "give one of the two another name");
            }
        });
    }

    private void checkItem(MappingConfig.Item item, int index, Set<String> names) {
        if (item.name().isEmpty() && item.pair().size() != 1) {
            findings.errorAt(
                    "config.wrong-type",
                    "mapping",
                    index,
                    "an item is one field, not " + item.pair().size(),
                    "put a dash in front of each field");
        }
        item.name().or(() -> item.pair().values().stream().findFirst()).ifPresent(name -> {
            if (!names.add(name)) {
                findings.errorAt(
                        "config.duplicate-key", "mapping", index, twice(name), "give one of the two another name");
            }
        });
    }

    private static String twice(String name) {
        return "two fields are written under the name '" + name + "'";
    }

    private void noEffect(String property, String reason) {
        findings.warning("config.no-effect", property, "'" + property + "' has no effect: " + reason, "remove it");
    }

    private String type() {
        return output.dataType()
                .map(RecordSchema::written)
                .orElse("hash or json")
                .replace('_', ' ');
    }

    private static String typeWith(String argument) {
        return switch (argument) {
            case "member" -> "set or sorted_set";
            case "score" -> "sorted_set";
            default -> "string";
        };
    }
}
