package dev.rdi.cli.context;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.GlobalOptions;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.ApiAddress;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code redis-di set-context}. */
@Command(
        name = "set-context",
        description = {
            "Makes a context in ~/.redis-di, or changes what is given of it. It doesn't become the current one.",
            "It keeps --api-url, --user, --account-key, --cacert and --insecure, but never a password."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  redis-di set-context prod --api-url https://rdi.example.com --user admin --cacert /etc/rdi/ca.crt",
            "  redis-di set-context dev --api-url https://localhost:8443 --insecure"
        })
public final class SetContextCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The context's name.")
    private String name = "";

    @Option(names = "--unset-user", description = "Forget the user.")
    private boolean unsetUser;

    @Option(names = "--unset-account-key", description = "Forget the account key.")
    private boolean unsetAccountKey;

    @Mixin
    private ApiAccess access;

    public SetContextCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        if (given(GlobalOptions::password).isPresent()
                || given(GlobalOptions::userKey).isPresent()) {
            throw new ParameterException(
                    access.command().commandLine(),
                    "A context keeps no password and no user key; set RDI_PASSWORD or RDI_USER_KEY");
        }
        ContextFile file = ContextFile.in(access.shell().home());
        Context context = changed(file.contexts().getOrDefault(name, Context.EMPTY));
        Layer.of(name, context);
        context.text(Context.API_URL).ifPresent(url -> ApiAddress.of(url, Optional.empty(), false));
        boolean created = !file.contexts().containsKey(name);
        file.put(name, context);
        file.save();
        access.out().println("The context " + name + " is " + (created ? "made." : "changed."));
        if (file.current().isEmpty()) {
            access.note("To use it: redis-di use-context " + name);
        }
        return ExitCode.OK.code();
    }

    private <T> Optional<T> given(Function<GlobalOptions, Optional<T>> option) {
        return List.of(access.options(), GlobalOptions.beforeTheCommand(access.command())).stream()
                .flatMap(options -> option.apply(options).stream())
                .findFirst();
    }

    private Context changed(Context context) {
        Context changed = context;
        if (unsetUser) {
            changed = changed.with(Context.USER, null);
        }
        if (unsetAccountKey) {
            changed = changed.with(Context.ACCOUNT_KEY, null);
        }
        changed = with(changed, Context.API_URL, given(GlobalOptions::apiUrl));
        changed = with(changed, Context.USER, given(GlobalOptions::user));
        changed = with(changed, Context.ACCOUNT_KEY, given(GlobalOptions::accountKey));
        Optional<String> cacert = given(GlobalOptions::cacert);
        Optional<Boolean> insecure = given(GlobalOptions::insecure);
        if (cacert.isPresent() && insecure.orElse(false)) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.both",
                    "the options give both cacert and insecure",
                    "keep cacert; insecure is for trying things out");
        }
        if (cacert.isPresent()) {
            // The file has to be found from any folder.
            String path = Path.of(cacert.get()).toAbsolutePath().normalize().toString();
            return changed.with(Context.CACERT, path).with(Context.INSECURE, null);
        }
        if (insecure.isPresent()) {
            return insecure.get()
                    ? changed.with(Context.INSECURE, true).with(Context.CACERT, null)
                    : changed.with(Context.INSECURE, null);
        }
        return changed;
    }

    private static Context with(Context context, String setting, Optional<String> value) {
        return value.isPresent() ? context.with(setting, value.get()) : context;
    }
}
