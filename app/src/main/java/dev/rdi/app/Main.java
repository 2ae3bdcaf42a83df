package dev.rdi.app;

import dev.rdi.app.prepare.ConfigureCommand;
import dev.rdi.app.prepare.CreateCommand;
import dev.rdi.cli.CommandLines;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TimeZone;
import picocli.CommandLine;

/** Where {@code redis-di} begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // Timestamps without a zone pass through the zone of the process on their way out of the JDBC driver.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.exit(commandLine().execute(arguments));
    }

    /** All commands of this distribution. */
    public static CommandLine commandLine() {
        List<Object> commands = new ArrayList<>();
        commands.add(new RunCommand());
        commands.add(new ServerCommand());
        commands.add(new CreateCommand());
        commands.add(new ConfigureCommand());
        commands.add(new ResetCommand());
        commands.add(new SetSecretCommand(System.in));
        commands.add(new ListSecretsCommand());
        commands.add(new GetSecretCommand());
        commands.add(new DescribeSecretCommand());
        commands.add(new DeleteSecretCommand());
        commands.add(new RotateSecretsCommand());
        commands.add(new GenerateMasterKeyCommand());
        ServiceLoader.load(CommandProvider.class).forEach(provider -> commands.add(provider.command()));
        return CommandLines.create(System.getenv(), commands);
    }
}
