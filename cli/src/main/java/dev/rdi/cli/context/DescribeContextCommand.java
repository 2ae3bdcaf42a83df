package dev.rdi.cli.context;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code redis-di describe-context}. */
@Command(
        name = "describe-context",
        description = "Shows a context: which API it leads to, and how.",
        footerHeading = "%nExample:%n",
        footer = "  redis-di describe-context prod")
public final class DescribeContextCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The context's name.")
    private String name = "";

    @Mixin
    private ApiAccess access;

    public DescribeContextCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        ContextFile file = ContextFile.in(access.shell().home());
        Context context = file.require(name);
        PrintWriter out = access.out();
        out.println("Name:        " + name);
        out.println("Current:     " + (file.current().filter(name::equals).isPresent() ? "yes" : "no"));
        out.println("API URL:     " + context.text(Context.API_URL).orElse("none"));
        out.println("User:        " + context.text(Context.USER).orElse("none"));
        context.text(Context.ACCOUNT_KEY).ifPresent(key -> out.println("Account key: " + key));
        out.println("CA cert:     " + context.text(Context.CACERT).orElse("none"));
        out.println("Insecure:    " + (context.insecure() ? "yes" : "no"));
        out.flush();
        return ExitCode.OK.code();
    }
}
