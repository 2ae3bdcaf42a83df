package dev.rdi.app;

import dev.rdi.control.api.MetricsServer;
import dev.rdi.control.metrics.OtlpPush;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics of a process at an address of their own, and on their way to a collector, if somebody wants that. Thread-safe. */
record ServedMetrics(Optional<MetricsServer> server, Optional<OtlpPush> push) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServedMetrics.class);

    /** Says where they are. */
    void announce() {
        server.ifPresent(it -> LOG.info("Metrics are at port {}", it.port()));
    }

    @Override
    public void close() {
        push.ifPresent(OtlpPush::close);
        server.ifPresent(MetricsServer::close);
    }
}
