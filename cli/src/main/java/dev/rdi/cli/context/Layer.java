package dev.rdi.cli.context;

import dev.rdi.cli.GlobalOptions;
import dev.rdi.cli.Shell;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.Optional;

/**
 * What one place says of the connection: the options behind the command, those before it, the variables, or a context.
 *
 * <p>Immutable.
 *
 * @param name how an error calls it
 */
record Layer(
        String name,
        Optional<String> apiUrl,
        Optional<String> user,
        Optional<String> password,
        Optional<String> accountKey,
        Optional<String> userKey,
        Optional<String> cacert,
        Optional<Boolean> insecure) {

    Layer {
        if (user.isPresent() && accountKey.isPresent()) {
            throw both(name, "a user and an account key", "keep the one that this API takes");
        }
        if (cacert.isPresent() && insecure.orElse(false)) {
            throw both(name, "cacert and insecure", "keep cacert; insecure is for trying things out");
        }
    }

    private static RdiException both(String name, String what, String cure) {
        return new RdiException(ErrorKind.CONFIG, "cli.both", name + " give both " + what, cure);
    }

    static Layer of(GlobalOptions options) {
        return new Layer(
                "the options",
                options.apiUrl(),
                options.user(),
                options.password(),
                options.accountKey(),
                options.userKey(),
                options.cacert(),
                options.insecure());
    }

    static Layer of(Shell shell) {
        return new Layer(
                "the variables",
                shell.variable("RDI_API_URL"),
                shell.variable("RDI_USER"),
                shell.variable("RDI_PASSWORD"),
                shell.variable("RDI_ACCOUNT_KEY"),
                shell.variable("RDI_USER_KEY"),
                shell.variable("RDI_CACERT"),
                shell.variable("RDI_INSECURE").map(Flags::isTrue));
    }

    static Layer of(String name, Context context) {
        return new Layer(
                "the settings of the context " + name,
                context.text(Context.API_URL),
                context.text(Context.USER),
                Optional.empty(),
                context.text(Context.ACCOUNT_KEY),
                Optional.empty(),
                context.text(Context.CACERT),
                context.text(Context.INSECURE).map(Flags::isTrue));
    }
}
