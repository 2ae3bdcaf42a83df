package dev.rdi.cli.pipeline;

import dev.rdi.cli.Table;
import dev.rdi.cli.client.JsonTree;
import java.util.List;

/** Pipelines in a table, a row for each. Stateless. */
final class PipelineTable {
    private PipelineTable() {}

    static Table of(List<JsonTree> pipelines) {
        Table table = Table.of("NAME", "ACTIVE", "STATUS", "CURRENT", "ERRORS", "SINCE");
        for (JsonTree pipeline : pipelines) {
            table.row(
                    pipeline.text("name"),
                    yes(pipeline.flag("active")),
                    pipeline.text("status"),
                    yes(pipeline.flag("current")),
                    pipeline.at("errors").items().size(),
                    since(pipeline));
        }
        return table;
    }

    static String yes(boolean flag) {
        return flag ? "yes" : "no";
    }

    /** Since when it is in its status, to the second. */
    static String since(JsonTree pipeline) {
        return pipeline.text("status_changed_at").replaceFirst("\\.\\d+Z$", "Z");
    }
}
