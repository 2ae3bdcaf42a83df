package dev.rdi.e2e.torture;

import java.util.Arrays;
import java.util.List;

/** What can go wrong, and where. At one time a place has one fault at most. */
enum Fault {
    KILL_LEADER(Place.PROCESS, "the leader is killed (SIGKILL)"),
    KILL_BOTH(Place.PROCESS, "leader and standby are killed"),
    TERMINATE_LEADER(Place.PROCESS, "the leader is asked to end (SIGTERM)"),
    FREEZE_LEADER(Place.PROCESS, "the leader is stopped (SIGSTOP) for longer than its lease"),
    SLOT_HELD(Place.PROCESS, "another session holds the replication slot"),

    RESTART_SOURCE(Place.SOURCE, "PostgreSQL restarts"),
    CRASH_SOURCE(Place.SOURCE, "PostgreSQL crashes and restarts"),
    CUT_SOURCE(Place.SOURCE, "connections to PostgreSQL are cut"),
    REFUSE_SOURCE(Place.SOURCE, "PostgreSQL takes no connections"),
    LOSE_FROM_SOURCE(Place.SOURCE, "what PostgreSQL sends is lost, then connections are cut"),
    BLACK_HOLE_SOURCE(Place.SOURCE, "nothing comes through to or from PostgreSQL, connections stay open"),
    DELAY_SOURCE(Place.SOURCE, "PostgreSQL is far away"),

    RESTART_RDI(Place.RDI, "the RDI database is killed and restarts"),
    CUT_RDI(Place.RDI, "connections to the RDI database are cut"),
    REFUSE_RDI(Place.RDI, "the RDI database takes no connections"),
    LOSE_REQUESTS_RDI(Place.RDI, "connections to the RDI database are cut before the request"),
    LOSE_REPLIES_RDI(Place.RDI, "connections to the RDI database are cut between request and reply"),
    BLACK_HOLE_RDI(Place.RDI, "nothing comes through to or from the RDI database, connections stay open"),
    DELAY_RDI(Place.RDI, "the RDI database is far away"),
    PAUSE_RDI(Place.RDI, "the RDI database is stopped (SIGSTOP) for a while"),
    FULL_RDI(Place.RDI, "the RDI database is full"),
    READONLY_RDI(Place.RDI, "the RDI database is READONLY"),
    LOADING_RDI(Place.RDI, "the RDI database is LOADING"),
    BUSY_RDI(Place.RDI, "the RDI database is BUSY with a script"),

    RESTART_TARGET(Place.TARGET, "the target is killed and restarts"),
    CUT_TARGET(Place.TARGET, "connections to the target are cut"),
    REFUSE_TARGET(Place.TARGET, "the target takes no connections"),
    LOSE_REQUESTS_TARGET(Place.TARGET, "connections to the target are cut before the request"),
    LOSE_REPLIES_TARGET(Place.TARGET, "connections to the target are cut between request and reply"),
    BLACK_HOLE_TARGET(Place.TARGET, "nothing comes through to or from the target, connections stay open"),
    DELAY_TARGET(Place.TARGET, "the target is far away"),
    PAUSE_TARGET(Place.TARGET, "the target is stopped (SIGSTOP) for a while"),
    FULL_TARGET(Place.TARGET, "the target is full"),
    READONLY_TARGET(Place.TARGET, "the target is READONLY"),
    LOADING_TARGET(Place.TARGET, "the target is LOADING"),
    BUSY_TARGET(Place.TARGET, "the target is BUSY with a script"),
    WRONG_TYPE(Place.TARGET, "a row's key holds another type at the target");

    /** As they come in a report. */
    static final List<Fault> ORDER = List.of(values());

    /** Where faults happen. */
    enum Place {
        PROCESS,
        SOURCE,
        RDI,
        TARGET
    }

    private final Place place;
    private final String text;

    Fault(Place place, String text) {
        this.place = place;
        this.text = text;
    }

    String text() {
        return text;
    }

    static List<Fault> at(Place place) {
        return Arrays.stream(values()).filter(fault -> fault.place == place).toList();
    }
}
