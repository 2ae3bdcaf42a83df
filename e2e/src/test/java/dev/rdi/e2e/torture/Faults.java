package dev.rdi.e2e.torture;

import dev.rdi.embedded.PostgresServer.StopMode;
import dev.rdi.testing.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Makes faults happen. How long they last is drawn from the seed.
 *
 * <p>Confined to one thread.
 */
final class Faults implements Misfortune.Source {

    /** What the pipeline waits for a reply. */
    private static final int LONGER_THAN_ANY_TIMEOUT = 15_500;

    private static final Duration FAR = Duration.ofMillis(40);

    private final Schedule schedule;
    private final Rig rig;
    private final Fleet fleet;
    private final Plants plants;
    private final Random random;
    private final boolean patient;
    private final ProcessFaults processes;
    private final RedisFaults rdi;
    private final RedisFaults target;

    /**
     * @param patient whether servers and networks may be silent for longer than any timeout
     */
    Faults(Rig rig, Fleet fleet, Plants plants, boolean patient, long seed) {
        this.schedule = new Schedule(seed);
        this.rig = rig;
        this.fleet = fleet;
        this.plants = plants;
        this.random = new Random(seed + 1);
        this.patient = patient;
        this.processes = new ProcessFaults(rig, fleet, random);
        this.rdi = new RedisFaults(rig.rdi());
        this.target = new RedisFaults(rig.target());
    }

    @Override
    public List<Misfortune> next() {
        return schedule.next().stream()
                .map(fault -> new Misfortune(fault.text(), Fault.ORDER.indexOf(fault), () -> begin(fault)))
                .toList();
    }

    /** Begins a fault; the caller lets it last and ends it. */
    private Ongoing begin(Fault fault) {
        return switch (fault) {
            case KILL_LEADER -> processes.killLeader();
            case KILL_BOTH -> processes.killBoth();
            case TERMINATE_LEADER -> processes.terminateLeader();
            case FREEZE_LEADER -> processes.freezeLeader();
            case SLOT_HELD -> holdSlot();
            case RESTART_SOURCE -> processes.restartSource(StopMode.FAST);
            case CRASH_SOURCE -> processes.restartSource(StopMode.IMMEDIATE);
            case CUT_SOURCE -> cut(rig.sourceProxy());
            case REFUSE_SOURCE -> refuse(rig.sourceProxy());
            case LOSE_FROM_SOURCE -> loseReplies(rig.sourceProxy());
            case BLACK_HOLE_SOURCE -> blackHole(rig.sourceProxy(), silence(3_000));
            case DELAY_SOURCE -> delay(rig.sourceProxy());
            case RESTART_RDI -> rdi.restart(millis(800));
            case CUT_RDI -> cut(rig.rdiProxy());
            case REFUSE_RDI -> refuse(rig.rdiProxy());
            case LOSE_REQUESTS_RDI -> blackHole(rig.rdiProxy(), millis(200));
            case LOSE_REPLIES_RDI -> loseReplies(rig.rdiProxy());
            case BLACK_HOLE_RDI -> blackHole(rig.rdiProxy(), silence(3_000));
            case DELAY_RDI -> delay(rig.rdiProxy());
            case PAUSE_RDI -> rdi.pause(silence(2_000));
            case FULL_RDI -> rdi.fill(millis(2_000));
            case READONLY_RDI -> rdi.refuseWrites(millis(2_000));
            case LOADING_RDI -> rdi.load();
            case BUSY_RDI -> rdi.beBusy(millis(1_500));
            case RESTART_TARGET -> target.restart(millis(800));
            case CUT_TARGET -> cut(rig.targetProxy());
            case REFUSE_TARGET -> refuse(rig.targetProxy());
            case LOSE_REQUESTS_TARGET -> blackHole(rig.targetProxy(), millis(200));
            case LOSE_REPLIES_TARGET -> loseReplies(rig.targetProxy());
            case BLACK_HOLE_TARGET -> blackHole(rig.targetProxy(), silence(3_000));
            case DELAY_TARGET -> delay(rig.targetProxy());
            case PAUSE_TARGET -> target.pause(silence(2_000));
            case FULL_TARGET -> target.fill(millis(2_000));
            case READONLY_TARGET -> target.refuseWrites(millis(2_000));
            case LOADING_TARGET -> target.load();
            case BUSY_TARGET -> target.beBusy(millis(1_500));
            case WRONG_TYPE -> plant();
        };
    }

    /** Somewhere between a tenth of it and all of it. */
    private int millis(int most) {
        return most / 10 + random.nextInt(most - most / 10);
    }

    /** Of the patient, half outlast the timeouts. */
    private int silence(int most) {
        return patient && random.nextBoolean() ? LONGER_THAN_ANY_TIMEOUT + millis(most) : millis(most);
    }

    private Ongoing holdSlot() {
        fleet.kill();
        processes.endLease();
        SlotHolder holder = SlotHolder.take(rig);
        fleet.supervise();
        return Ongoing.lasting(millis(4_000), holder::close);
    }

    private Ongoing cut(TcpProxy proxy) {
        int more = random.nextInt(3);
        proxy.cut();
        return Ongoing.lasting(millis(200), () -> {
            for (int i = 0; i < more; i++) {
                proxy.cut();
            }
        });
    }

    private Ongoing refuse(TcpProxy proxy) {
        proxy.refuse();
        return Ongoing.lasting(millis(1_500), proxy::heal);
    }

    private Ongoing loseReplies(TcpProxy proxy) {
        proxy.swallowReplies();
        return Ongoing.lasting(millis(400), proxy::heal);
    }

    private Ongoing blackHole(TcpProxy proxy, int millis) {
        proxy.swallow();
        return Ongoing.lasting(millis, proxy::heal);
    }

    private Ongoing delay(TcpProxy proxy) {
        proxy.delay(FAR);
        return Ongoing.lasting(millis(1_500), proxy::heal);
    }

    private Ongoing plant() {
        plants.plant();
        return Ongoing.over();
    }
}
