package dev.rdi.transform.compile;

import dev.rdi.config.job.JobFile;
import dev.rdi.config.job.NestConfig;
import dev.rdi.config.job.OutputConfig;
import dev.rdi.config.job.RedisWriteConfig;
import dev.rdi.model.TableId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who nests rows into whose documents. A parent leaves the maps of its children alone, and whoever takes the last row
 * out takes the document.
 *
 * <p>Immutable.
 */
record Nests(List<Nest> all) {

    private record Nest(NestConfig config, String target) {}

    static Nests of(List<JobFile> files, String defaultTarget) {
        List<Nest> all = new ArrayList<>();
        for (JobFile file : files) {
            for (OutputConfig output : file.job().output()) {
                RedisWriteConfig.With with = ((RedisWriteConfig) output).with();
                with.nest()
                        .ifPresent(
                                nest -> all.add(new Nest(nest, with.connection().orElse(defaultTarget))));
            }
        }
        return new Nests(all);
    }

    /** The paths of the maps that others have in the documents of a table. */
    List<List<String>> mapsIn(TableId table, String target) {
        return all.stream()
                .filter(nest ->
                        nest.target().equals(target) && isParent(nest.config().parent(), table))
                .map(nest -> path(nest.config()))
                .distinct()
                .toList();
    }

    /** The paths of all maps in the documents that a nest writes to, its own among them. */
    List<List<String>> siblingsOf(NestConfig nest, String target) {
        return all.stream()
                .filter(other -> other.target().equals(target)
                        && other.config().parent().table().equals(nest.parent().table()))
                .map(other -> path(other.config()))
                .distinct()
                .toList();
    }

    /** The names that lead to the map: {@code $.a.b} is a, b. */
    static List<String> path(NestConfig nest) {
        String names = nest.path().replaceFirst("^\\$\\.?", "");
        return names.isEmpty() ? List.of() : Arrays.asList(names.split("\\."));
    }

    /** The key of a document begins with the table's name as the child's job spells it, so case counts. */
    private static boolean isParent(NestConfig.Parent parent, TableId table) {
        return parent.table().equals(table.table())
                && means(parent.schema(), table.schema())
                && means(parent.db(), table.database());
    }

    private static boolean means(Optional<String> configured, String actual) {
        return configured.isEmpty() || configured.get().equalsIgnoreCase(actual);
    }
}
