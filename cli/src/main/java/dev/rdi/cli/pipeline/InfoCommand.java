package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputFormat;
import dev.rdi.cli.Shell;
import dev.rdi.cli.StructuredText;
import dev.rdi.cli.Version;
import dev.rdi.cli.client.ApiClient;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redis-di info}. */
@Command(
        name = "info",
        description = "Shows the version of the RDI that the API belongs to, and whether this server leads.",
        footerHeading = "%nExample:%n",
        footer = "  redis-di info --api-url https://rdi.example.com")
public final class InfoCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print the result: table, json or yaml.")
    private OutputFormat output = OutputFormat.TABLE;

    @Mixin
    private ApiAccess access;

    public InfoCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return access.with(api -> {
            Map<String, Object> facts = facts(api);
            PrintWriter out = access.out();
            if (output == OutputFormat.TABLE) {
                out.println("RDI version:     " + facts.get("version"));
                out.println("CLI version:     " + facts.get("cli_version"));
                out.println("API:             " + facts.get("api_url"));
                out.println("Leader election: " + facts.get("leader_election_mode"));
            } else {
                out.print(StructuredText.of(facts, output));
            }
            out.flush();
            return ExitCode.OK;
        });
    }

    /** What is known of both sides. */
    public static Map<String, Object> facts(ApiClient api) {
        JsonTree info = api.get("/api/v2/info").body();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("version", info.text("version"));
        facts.put("leader_election_mode", info.text("leader_election_mode"));
        facts.put("cli_version", Version.number());
        facts.put("api_url", api.address().base().toString());
        return facts;
    }
}
