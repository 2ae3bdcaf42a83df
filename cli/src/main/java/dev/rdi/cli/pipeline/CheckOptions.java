package dev.rdi.cli.pipeline;

import picocli.CommandLine.Option;

/** What the API looks at before it takes a configuration. Confined to one thread. */
final class CheckOptions {
    @Option(
            names = "--validate-tables",
            arity = "0..1",
            paramLabel = "BOOL",
            defaultValue = "true",
            fallbackValue = "true",
            description = "Check that the source has the tables and columns (${DEFAULT-VALUE}).")
    private boolean tables = true;

    @Option(
            names = "--validate-cdc",
            arity = "0..1",
            paramLabel = "BOOL",
            defaultValue = "false",
            fallbackValue = "true",
            description = "Check that the source is ready to have its changes captured (${DEFAULT-VALUE}).")
    private boolean cdc;

    /** As the query of a request. */
    String query() {
        return "validate_tables=" + tables + "&validate_cdc=" + cdc;
    }
}
