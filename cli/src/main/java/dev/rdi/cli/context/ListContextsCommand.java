package dev.rdi.cli.context;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputOption;
import dev.rdi.cli.Shell;
import dev.rdi.cli.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code redis-di list-contexts}. */
@Command(
        name = "list-contexts",
        description = "Lists the contexts in ~/.redis-di: connections to APIs that have names.",
        footerHeading = "%nExample:%n",
        footer = "  redis-di list-contexts")
public final class ListContextsCommand implements Callable<Integer> {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public ListContextsCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        ContextFile file = ContextFile.in(access.shell().home());
        Table table = Table.of("CURRENT", "NAME", "API URL", "USER", "TRUST");
        Map<String, Object> data = new LinkedHashMap<>();
        file.contexts().forEach((name, context) -> {
            boolean current = file.current().filter(name::equals).isPresent();
            table.row(
                    current ? "*" : "",
                    name,
                    context.text(Context.API_URL).orElse(""),
                    context.text(Context.USER)
                            .or(() -> context.text(Context.ACCOUNT_KEY))
                            .orElse(""),
                    context.insecure()
                            ? "insecure"
                            : context.text(Context.CACERT).orElse(""));
            data.put(name, context.settings());
        });
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("current-context", file.current().orElse(""));
        all.put("contexts", data);
        output.print(access.out(), all, table);
        return ExitCode.OK.code();
    }
}
