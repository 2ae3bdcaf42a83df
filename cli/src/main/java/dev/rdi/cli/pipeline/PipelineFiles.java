package dev.rdi.cli.pipeline;

import dev.rdi.cli.client.ApiRefusal;
import dev.rdi.config.PipelineFolder;
import dev.rdi.config.PipelineFolder.Document;
import dev.rdi.config.problem.Place;
import dev.rdi.config.yaml.YamlList;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlNode;
import dev.rdi.config.yaml.YamlPlaces;
import dev.rdi.config.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline folder as the one document that the API takes, and the way back from a place in that document to the line
 * of a file.
 *
 * <p>Immutable.
 */
final class PipelineFiles {
    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9]\\d*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(?:0|[1-9]\\d*)\\.\\d+");

    private final PipelineFolder folder;

    PipelineFiles(PipelineFolder folder) {
        this.folder = folder;
    }

    /** The sections of config.yaml, and the jobs as a list, each with its name. */
    Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = map(folder.config().tree());
        document.remove("jobs");
        List<Map<String, @Nullable Object>> jobs = new ArrayList<>();
        for (Document job : folder.jobs()) {
            Map<String, @Nullable Object> named = new LinkedHashMap<>();
            named.put("name", job.name());
            Map<String, @Nullable Object> content = map(job.tree());
            content.remove("name");
            named.putAll(content);
            jobs.add(named);
        }
        if (!jobs.isEmpty()) {
            document.put("jobs", jobs);
        }
        return document;
    }

    private static Map<String, @Nullable Object> map(YamlMap tree) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        tree.entries().forEach(entry -> map.put(entry.name(), value(entry.value())));
        return map;
    }

    private static @Nullable Object value(YamlNode node) {
        if (node instanceof YamlMap map) {
            return map(map);
        }
        if (node instanceof YamlList list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.items().forEach(item -> items.add(value(item)));
            return items;
        }
        return scalar((YamlScalar) node);
    }

    /** A number only if it comes back as it was written; {@code 1.10} and {@code 007} may be names. */
    private static @Nullable Object scalar(YamlScalar scalar) {
        String text = scalar.text();
        if (!scalar.plain()) {
            return text;
        }
        if (scalar.isNull()) {
            return null;
        }
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        if (INTEGER.matcher(text).matches()) {
            BigInteger number = new BigInteger(text);
            return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
        }
        return DECIMAL.matcher(text).matches() && !text.endsWith("0") ? new BigDecimal(text) : text;
    }

    /** A problem that the API found, at its place in a file, in the form that editors and terminals turn into a link. */
    String describe(ApiRefusal.Item item) {
        Document file = folder.jobs().stream()
                .filter(job -> !item.job().isEmpty() && job.name().equals(item.job()))
                .findFirst()
                .orElse(folder.config());
        String severity = item.severity().isEmpty() ? "error" : item.severity();
        Place place = YamlPlaces.find(file.tree(), item.path());
        String position = item.path().isEmpty() ? "" : ":" + place.line() + ":" + place.column();
        return file.file() + position + ": " + severity + ": " + item.message();
    }
}
