package dev.rdi.cli.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.cli.CommandLines;
import dev.rdi.cli.GlobalOptions;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.ApiAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ContextCommandsTest {
    private final Path home;
    private final Path file;

    ContextCommandsTest(@TempDir Path home) {
        this.home = home;
        this.file = home.resolve(".redis-di");
    }

    /** What came of a command. */
    private record Result(int code, String out, String err) {}

    private Shell shell(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("HOME", home.toString());
        return new Shell(environment, InputStream.nullInputStream(), Clock.systemUTC());
    }

    private Result run(String... arguments) {
        Shell shell = shell(Map.of());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandLines.of(List.of(
                        new ListContextsCommand(shell),
                        new DescribeContextCommand(shell),
                        new SetContextCommand(shell),
                        new UseContextCommand(shell),
                        new DeleteContextCommand(shell)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    private Connection connection(Map<String, String> variables, String... options) {
        GlobalOptions global = new GlobalOptions();
        CommandLine.populateCommand(global, options);
        return Connection.of(shell(variables), List.of(global));
    }

    @Test
    void keepsContextsInTheFileOfRdi() throws IOException {
        run(
                "set-context",
                "prod",
                "--api-url",
                "https://rdi.example.com",
                "--user",
                "default",
                "--cacert",
                "/etc/ca.crt");
        run("set-context", "dev", "--api-url", "https://localhost:8443", "--insecure");
        assertThat(run("use-context", "prod").code()).isZero();

        assertThat(file).hasContent("""
                current-context: prod
                contexts:
                  prod:
                    api-url: https://rdi.example.com
                    user: default
                    cacert: /etc/ca.crt
                  dev:
                    api-url: https://localhost:8443
                    insecure: true
                """);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(run("list-contexts").out()).isEqualTo("""
                CURRENT  NAME  API URL                  USER     TRUST
                *        prod  https://rdi.example.com  default  /etc/ca.crt
                         dev   https://localhost:8443            insecure
                """);
        assertThat(run("describe-context", "prod").out()).contains("Current:     yes", "User:        default");
        assertThat(run("list-contexts", "-o", "json").out()).contains("\"current-context\" : \"prod\"");
    }

    @Test
    void changesOnlyWhatIsGiven() {
        run("set-context", "a", "--api-url", "http://one:1", "--user", "ann", "--insecure");
        run("set-context", "a", "--api-url", "http://two:2");
        run("set-context", "a", "--cacert", "/ca.pem");

        assertThat(file).hasContent("contexts:\n  a:\n    api-url: http://two:2\n    user: ann\n    cacert: /ca.pem\n");
        assertThat(run("set-context", "a", "--account-key", "k").err()).contains("a user and an account key");
        assertThat(run("set-context", "a", "--account-key", "k", "--unset-user").code())
                .isZero();
        assertThat(file)
                .hasContent("contexts:\n  a:\n    api-url: http://two:2\n    cacert: /ca.pem\n    account-key: k\n");
    }

    @Test
    void neverKeepsAPassword() {
        Result result =
                run("set-context", "a", "--api-url", "http://one:1", "--user", "ann", "--password", "geheim-42");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("A context keeps no password").doesNotContain("geheim");
        assertThat(file).doesNotExist();
    }

    @Test
    void forgetsTheCurrentContextWithIt() {
        run("set-context", "a", "--api-url", "http://one:1");
        run("use-context", "a");

        assertThat(run("delete-context", "a").err()).contains("no terminal", "--force");
        assertThat(run("delete-context", "a", "--force").code()).isZero();
        assertThat(file).hasContent("contexts: {}\n");
    }

    @Test
    void tellsTheNearestName() {
        run("set-context", "production", "--api-url", "http://one:1");

        assertThat(run("use-context", "prodction").err())
                .contains("there is no context called", "did you mean production?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default:\n  rdi_host: x\n", "- name: a\n  is_active: true\n", "text"})
    void saysWhatToDoWithAFileOfAnOlderVersion(String content) throws IOException {
        Files.writeString(file, content);

        Result result = run("list-contexts");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("no contexts of this version", "mv ");
        assertThat(file).hasContent(content);
    }

    @Test
    void keepsWhatItDoesNotKnow() throws IOException {
        Files.writeString(file, "future: 1\ncontexts:\n  a:\n    api-url: http://one:1\n    later: x\n");
        run("use-context", "a");

        assertThat(file)
                .hasContent(
                        "current-context: a\nfuture: 1\ncontexts:\n  a:\n    api-url: http://one:1\n    later: x\n");
    }

    @Test
    void whatIsSaidNearerToTheCommandCounts() {
        run("set-context", "a", "--api-url", "http://context:1", "--user", "ann", "--cacert", "/ca.pem");
        run("set-context", "b", "--api-url", "http://other:1");
        assertThat(connection(Map.of()).address().base()).isEqualTo(URI.create(Connection.DEFAULT_URL));
        run("use-context", "a");

        ApiAddress ofContext = connection(Map.of()).address();
        assertThat(ofContext.base()).isEqualTo(URI.create("http://context:1"));
        assertThat(ofContext.cacert()).hasValue("/ca.pem");
        assertThat(connection(Map.of()).user()).hasValue("ann");
        assertThat(connection(Map.of("RDI_API_URL", "http://variable:1"))
                        .address()
                        .base())
                .isEqualTo(URI.create("http://variable:1"));
        assertThat(connection(Map.of("RDI_API_URL", "http://variable:1"), "--api-url", "http://option:1")
                        .address()
                        .base())
                .isEqualTo(URI.create("http://option:1"));
        assertThat(connection(Map.of("RDI_CONTEXT", "b")).address().base()).isEqualTo(URI.create("http://other:1"));
        assertThat(connection(Map.of("RDI_CONTEXT", "b"), "--context", "a")
                        .address()
                        .base())
                .isEqualTo(URI.create("http://context:1"));
        assertThat(connection(Map.of("RDI_INSECURE", "true")).address())
                .isEqualTo(new ApiAddress(URI.create("http://context:1"), Optional.empty(), true));
        assertThat(connection(Map.of("RDI_ACCOUNT_KEY", "k")).user()).isEmpty();
        assertThat(connection(Map.of("RDI_PASSWORD", "p"), "--password", "q").password())
                .hasValue("q");
    }
}
