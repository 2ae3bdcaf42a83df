package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.embedded.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a pipeline from MariaDB, led by a server. */
class MariaDbDeployIT {

    private static final Pattern PORT = Pattern.compile("Listening at port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse";

    private final Path folder;

    MariaDbDeployIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void leadsAPipelineThroughItsLife() {
        try (MariaDbStage stage = MariaDbStage.start();
                RunProcess server = RunProcess.start(
                        Map.of("RDI_ADMIN_PASSWORD", PASSWORD),
                        "server",
                        "--rdi",
                        stage.rdi().url(),
                        "--listen",
                        "127.0.0.1:0")) {
            RedisServer rdi = stage.rdi();
            RedisServer target = stage.target();
            stage.sql(
                    "CREATE TABLE shop.orders (id bigint unsigned PRIMARY KEY, status enum('open', 'paid'), total decimal(20,4))",
                    "CREATE TABLE shop.lines (id int PRIMARY KEY, note text)",
                    "INSERT INTO shop.orders VALUES (18446744073709551615, 'open', 1.5)",
                    "INSERT INTO shop.lines VALUES (1, 'old')");
            server.awaitLog("Listening at port", PATIENCE);
            Matcher port = PORT.matcher(server.log());
            assertThat(port.find()).isTrue();
            Cli cli = Cli.of(folder, Integer.parseInt(port.group(1)), PASSWORD);

            assertThat(deploy(cli, stage.config("order"), "--validate-cdc").err())
                    .contains("shop.order", "fix: ");
            deploy(cli, stage.config("orders"), "--validate-cdc", "--sync").done();
            server.await("the row is there", PATIENCE, () -> order(target).containsValue("1.5000"));
            stage.sql("UPDATE shop.orders SET status = 'paid'");
            server.await("the change is there", PATIENCE, () -> order(target).containsValue("paid"));
            assertThat(cli.run("describe", "shop").done().out())
                    .contains("mariadb", "streaming", "shop.orders")
                    .doesNotContain("Errors");

            deploy(cli, stage.config("orders", "lines")).done();
            server.await(
                    "the added table is there",
                    PATIENCE,
                    () -> RedisKeys.hash(target, "lines:id:1").containsValue("old"));

            cli.run("stop", "shop").done();
            stage.sql("UPDATE shop.lines SET note = 'new'");
            cli.run("reset", "shop").done();
            cli.run("start", "shop").done();
            server.await(
                    "everything is read again",
                    PATIENCE,
                    () -> RedisKeys.hash(target, "lines:id:1").containsValue("new"));
            assertThat(RedisKeys.matching(rdi, "rdi:{shop}:schema-history")).isNotEmpty();

            cli.run("delete", "shop", "--force").done();
            server.await(
                    "nothing is left",
                    PATIENCE,
                    () -> RedisKeys.matching(rdi, "*shop*").isEmpty());
        }
    }

    private static Map<String, String> order(RedisServer target) {
        return RedisKeys.hash(target, "orders:id:18446744073709551615");
    }

    private Cli.Result deploy(Cli cli, String config, String... options) {
        Path pipeline = Stage.write(folder.resolve("shop"), config);
        String[] arguments = new String[4 + options.length];
        arguments[0] = "deploy";
        arguments[1] = "shop";
        arguments[2] = "--dir";
        arguments[3] = pipeline.toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return cli.run(arguments);
    }
}
