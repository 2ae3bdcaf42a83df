package dev.rdi.cli.pipeline;

import dev.rdi.cli.Table;
import dev.rdi.cli.client.ApiRefusal;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.config.bind.NearestName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jobs in the configuration of a pipeline, as people see them. Stateless. */
final class Jobs {
    private Jobs() {}

    static List<JsonTree> of(JsonTree pipeline) {
        return pipeline.at("config").at("jobs").items();
    }

    /**
     * A job of a pipeline.
     *
     * @throws ApiRefusal 404 if there is none of this name
     */
    static JsonTree require(PipelineApi pipeline, String name) {
        List<JsonTree> jobs = of(pipeline.get());
        return jobs.stream()
                .filter(job -> job.text("name").equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    String cure = NearestName.of(
                                            name,
                                            jobs.stream()
                                                    .map(job -> job.text("name"))
                                                    .toList())
                                    .map(near -> "did you mean " + near + "? otherwise ")
                                    .orElse("")
                            + "see redis-di list-jobs";
                    String what = "the pipeline " + pipeline.name() + " has no job called " + name;
                    return new ApiRefusal(
                            ApiRefusal.NOT_FOUND, what, List.of(new ApiRefusal.Item(what, cure, "", "", "")));
                });
    }

    /** A table that stands for itself. */
    static Table table(List<JsonTree> jobs) {
        Table table = Table.of("NAME", "SOURCE", "TRANSFORMATIONS", "OUTPUTS", "CONNECTIONS");
        fill(table, jobs);
        return table;
    }

    /** A row for each job. */
    static void fill(Table table, List<JsonTree> jobs) {
        for (JsonTree job : jobs) {
            table.row(
                    job.text("name"),
                    source(job),
                    job.at("transform").items().size(),
                    Math.max(1, job.at("output").items().size()),
                    connections(job));
        }
    }

    /** The table of a job, as far as the job says it. */
    static String source(JsonTree job) {
        JsonTree source = job.at("source");
        return Stream.of("server_name", "db", "schema", "table")
                .map(source::text)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining("."));
    }

    private static String connections(JsonTree job) {
        Set<String> names = new TreeSet<>();
        job.at("output").items().forEach(output -> names.add(connection(output)));
        return names.isEmpty() ? "target" : String.join(",", names);
    }

    /** The target of an output, which needn't name the one that is called target. */
    static String connection(JsonTree output) {
        String name = output.at("with").text("connection");
        return name.isEmpty() ? "target" : name;
    }
}
