package dev.rdi.app;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Lease;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that wants to lead a pipeline. It says once who leads instead, and once that the RDI database is away.
 *
 * <p>Confined to one thread.
 */
final class Candidacy {

    private static final Logger LOG = LoggerFactory.getLogger(Candidacy.class);

    private final String installation;
    private final Keys keys;
    private RedisAddress rdi;
    private final Duration ttl;
    private String knownHolder = "";
    private String knownProblem = "";

    Candidacy(String installation, Keys keys, RedisAddress rdi, Duration ttl) {
        this.installation = installation;
        this.keys = keys;
        this.rdi = rdi;
        this.ttl = ttl;
    }

    /**
     * Takes the lease if it is free and the RDI database there.
     *
     * @throws RdiException FATAL if a person must act
     */
    Optional<Lease> acquire() {
        try (RedisConnection redis = RedisConnection.open(rdi, "")) {
            rdi = redis.address();
            Lease.Attempt attempt = Lease.tryAcquire(redis, installation, keys, instance(), ttl);
            knownProblem = "";
            if (attempt.lease().isPresent()) {
                knownHolder = "";
                LOG.info(
                        "Leading the pipeline {} (epoch {})",
                        keys.pipeline(),
                        attempt.lease().get().epoch());
            } else if (!attempt.holder().equals(knownHolder)) {
                knownHolder = attempt.holder();
                LOG.info("Standby: {} leads the pipeline {}; waiting to take over", knownHolder, keys.pipeline());
            }
            return attempt.lease();
        } catch (RdiException e) {
            if (e.kind() == ErrorKind.FATAL) {
                throw e;
            }
            if (!knownProblem.equals(e.code())) {
                LOG.warn("RDI database: {}; {}. Trying again until it works", e.what(), e.cure());
                knownProblem = e.code();
            }
            return Optional.empty();
        }
    }

    /** This process, for people. */
    static String instance() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown host";
        }
        return host + " (pid " + ProcessHandle.current().pid() + ")";
    }
}
