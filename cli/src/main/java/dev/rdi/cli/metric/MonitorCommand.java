package dev.rdi.cli.metric;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.ApiClient;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redis-di monitor}. */
@Command(
        name = "monitor",
        description = {
            "Collects the metrics of a server and gives them to Prometheus on a port of this machine, until it is ended.",
            "Where Prometheus reaches the server, it can ask there itself: under /metrics."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  redis-di monitor", "  redis-di monitor --exporter-port 9200 --collect-interval 10"})
public final class MonitorCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--exporter-port",
            paramLabel = "PORT",
            defaultValue = "9121",
            description = "Where Prometheus asks (${DEFAULT-VALUE}); 0 takes any that is free.")
    private int port;

    @Option(
            names = "--exporter-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen at; 0.0.0.0 for all (${DEFAULT-VALUE}).")
    private String host = "";

    @Option(
            names = "--collect-interval",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How often the server is asked, 1 to 60 (${DEFAULT-VALUE}).")
    private int interval;

    @Mixin
    private ApiAccess access;

    /** What was collected last; empty while the server doesn't answer. */
    private volatile String collected = "";

    public MonitorCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        if (interval < 1 || interval > 60) {
            throw wrong("--collect-interval is " + interval, "give 1 to 60 seconds");
        }
        if (port < 0 || port > LAST_PORT) {
            throw wrong("--exporter-port is " + port, "give a port from 1 to " + LAST_PORT + ", or 0 for any");
        }
        return access.with(api -> {
            collected = api.text("/metrics"); // What is wrong with the server is told before anything listens.
            HttpServer exporter = listen();
            try {
                access.note("Prometheus finds the metrics of " + api.address().base() + " at http://" + host + ":"
                        + exporter.getAddress().getPort() + "/metrics");
                collect(api);
            } finally {
                exporter.stop(0);
            }
            return ExitCode.OK;
        });
    }

    private HttpServer listen() {
        try {
            HttpServer exporter = HttpServer.create(new InetSocketAddress(host, port), 0);
            exporter.createContext("/metrics", this::answer);
            exporter.start();
            return exporter;
        } catch (IOException e) {
            throw wrong(
                    "nothing can listen at " + host + ":" + port + ": " + e.getMessage(),
                    "choose another --exporter-port or --exporter-host");
        }
    }

    /** Until the process is ended. */
    private void collect(ApiClient api) {
        StopSignal ended = new StopSignal();
        boolean known = false;
        while (!ended.await(Duration.ofSeconds(interval))) {
            try {
                collected = api.text("/metrics");
                known = false;
            } catch (RdiException e) {
                collected = "";
                if (!known) {
                    access.warn(e.what() + "; " + e.cure());
                }
                known = true;
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] text = collected.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            boolean there = text.length > 0;
            exchange.sendResponseHeaders(there ? 200 : 503, there ? text.length : -1);
            if (there) {
                exchange.getResponseBody().write(text);
            }
        }
    }

    private static RdiException wrong(String what, String cure) {
        return new RdiException(ErrorKind.CONFIG, "cli.monitor", what, cure);
    }
}
