package dev.rdi.e2e.torture;

import dev.rdi.e2e.RunProcess;
import dev.rdi.embedded.EmbeddedServerException;
import dev.rdi.embedded.PostgresServer.StopMode;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What can go wrong with the processes of a pipeline and with PostgreSQL.
 *
 * <p>Confined to one thread.
 */
record ProcessFaults(Site rig, Fleet fleet, Random random) {

    /** Longer than the PostgreSQL of a rig waits for an answer, too. */
    private static final int LONGER_THAN_THE_LEASE = 11_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    Ongoing killLeader() {
        RunProcess leader = fleet.leader();
        leader.kill();
        fleet.forget(leader);
        if (random.nextInt(4) > 0) {
            endLease();
        }
        return Ongoing.over();
    }

    Ongoing killBoth() {
        fleet.kill();
        endLease();
        return Ongoing.over();
    }

    /** Spares the rest of the run the wait for the end of the lease. */
    void endLease() {
        try {
            rig.rdiStore().ask(redis -> redis.del("rdi:{default}:lease"));
        } catch (JedisException e) {
            // The server is away.
        }
    }

    Ongoing terminateLeader() {
        RunProcess leader = fleet.leader();
        leader.terminate();
        fleet.forget(leader);
        // Where its servers are away it may need a while, and may be killed then, as a service of the system is.
        return Ongoing.lasting(millis(1_000), leader::close);
    }

    Ongoing freezeLeader() {
        RunProcess leader = fleet.leader();
        leader.freeze();
        return Ongoing.lasting(LONGER_THAN_THE_LEASE + millis(2_000), () -> {
            leader.thaw();
            fleet.supervise();
        });
    }

    Ongoing restartSource(StopMode mode) {
        rig.source().stop(mode);
        return Ongoing.lasting(millis(1_000), this::startSource);
    }

    /** A sender whose receiver is stopped can outlive its server, and keep the next one from starting for a while. */
    private void startSource() {
        Awaitility.await("PostgreSQL starts")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(EmbeddedServerException.class)
                .until(() -> {
                    rig.source().start();
                    return true;
                });
    }

    /** Somewhere between a tenth of it and all of it. */
    private int millis(int most) {
        return most / 10 + random.nextInt(most - most / 10);
    }
}
