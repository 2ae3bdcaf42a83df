package dev.rdi.app;

import dev.rdi.control.api.MetricsServer;
import dev.rdi.control.metrics.OtlpPush;
import dev.rdi.control.metrics.Scrapes;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where Prometheus finds the metrics of a process. Confined to one thread. */
final class MetricsOptions {

    private static final String LISTEN = "--metrics-listen";

    @Option(
            names = LISTEN,
            paramLabel = "HOST:PORT",
            description =
                    "Where Prometheus finds the metrics, without a login and without TLS. Port 0 takes any that is"
                            + " free. Default: a server gives them where its API listens; run gives none.")
    private @Nullable String listen;

    boolean isGiven() {
        return listen != null;
    }

    /**
     * Begins to serve metrics if they have an address of their own, and to push them if the environment says where to.
     *
     * @throws RdiException CONFIG if it can't listen there, or a variable can't be understood
     */
    ServedMetrics serve(Scrapes scrapes) {
        return new ServedMetrics(server(scrapes), OtlpPush.start(System.getenv(), scrapes));
    }

    private Optional<MetricsServer> server(Scrapes scrapes) {
        if (listen == null) {
            return Optional.empty();
        }
        ListenAddress address = ListenAddress.parse(LISTEN, listen);
        try {
            return Optional.of(MetricsServer.start(address.host(), address.port(), scrapes));
        } catch (IOException e) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "metrics.listen",
                    "metrics can't be served at " + listen + ": " + e.getMessage(),
                    "choose another address with " + LISTEN,
                    e);
        }
    }
}
