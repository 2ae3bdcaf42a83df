package dev.rdi.e2e.torture;

import dev.rdi.embedded.PostgresServer.StopMode;
import dev.rdi.embedded.RedisCluster;
import dev.rdi.embedded.RedisServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * What goes wrong with a pipeline on clusters: one to three things at a time, at the processes, at PostgreSQL, at either
 * cluster. At each place every fault has its turn before one comes again.
 *
 * <p>Confined to one thread.
 */
final class ClusterFaults implements Misfortune.Source {

    private static final int MOST_AT_ONCE = 3;
    private static final int MOVED_AT_ONCE = 5;
    private static final Duration TAKEOVER = Duration.ofSeconds(30);

    private final Random random;
    private final List<List<Misfortune>> places;
    private final List<Deque<Misfortune>> decks = new ArrayList<>();

    ClusterFaults(ClusterRig rig, Fleet fleet, long seed) {
        this.random = new Random(seed);
        ProcessFaults processes = new ProcessFaults(rig, fleet, random);
        this.places = List.of(
                at(
                        0,
                        List.of(
                                new Named("the leader is killed (SIGKILL)", processes::killLeader),
                                new Named("leader and standby are killed", processes::killBoth),
                                new Named("the leader is asked to end (SIGTERM)", processes::terminateLeader),
                                new Named(
                                        "the leader is stopped (SIGSTOP) for longer than its lease",
                                        processes::freezeLeader))),
                at(
                        10,
                        List.of(
                                new Named("PostgreSQL restarts", () -> processes.restartSource(StopMode.FAST)),
                                new Named(
                                        "PostgreSQL crashes and restarts",
                                        () -> processes.restartSource(StopMode.IMMEDIATE)))),
                at(20, ofCluster("the RDI database", rig.rdi(), RDI_KEYS)),
                at(30, ofCluster("the target", rig.target(), TARGET_KEYS)));
        places.forEach(place -> decks.add(new ArrayDeque<>()));
    }

    private static final List<String> RDI_KEYS = List.of(
            "data:{rdi:public.account}",
            "data:{rdi:public.document}",
            "data:{rdi:public.journal}",
            "rdi:{default}:lease");

    private static final List<String> TARGET_KEYS =
            List.of("account:id:0", "account:id:1", "journal", "rank", "document:id:1");

    private record Named(String text, Supplier<Ongoing> begin) {}

    private static List<Misfortune> at(int from, List<Named> all) {
        List<Misfortune> misfortunes = new ArrayList<>();
        all.forEach(named -> misfortunes.add(new Misfortune(named.text(), from + misfortunes.size(), named.begin())));
        return misfortunes;
    }

    private List<Named> ofCluster(String name, RedisCluster cluster, List<String> keys) {
        return List.of(
                new Named(
                        "a master of " + name + " is killed, its replica takes over", () -> killMaster(cluster, keys)),
                new Named("a replica of " + name + " takes over (CLUSTER FAILOVER)", () -> failOver(cluster, keys)),
                new Named(
                        "a master of " + name + " is stopped (SIGSTOP), its replica takes over",
                        () -> pauseMaster(cluster, keys)),
                new Named("a replica of " + name + " is killed and restarts", () -> killReplica(cluster, keys)),
                new Named("slots of " + name + " move", () -> moveSlots(cluster, keys)));
    }

    @Override
    public List<Misfortune> next() {
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
        Collections.shuffle(order, random);
        List<Misfortune> drawn = new ArrayList<>();
        for (int place : order.subList(0, 1 + random.nextInt(MOST_AT_ONCE))) {
            Deque<Misfortune> deck = decks.get(place);
            if (deck.isEmpty()) {
                List<Misfortune> all = new ArrayList<>(places.get(place));
                Collections.shuffle(all, random);
                deck.addAll(all);
            }
            drawn.add(deck.remove());
        }
        return drawn;
    }

    private RedisServer master(RedisCluster cluster, List<String> keys) {
        return cluster.owner(cluster.slot(keys.get(random.nextInt(keys.size()))));
    }

    private Ongoing killMaster(RedisCluster cluster, List<String> keys) {
        RedisServer master = master(cluster, keys);
        List<RedisServer> replicas = cluster.replicasOf(master);
        master.kill();
        return Ongoing.lasting(500 + random.nextInt(1_000), () -> {
            awaitMaster(replicas);
            master.start();
            cluster.awaitWhole();
        });
    }

    private Ongoing pauseMaster(RedisCluster cluster, List<String> keys) {
        RedisServer master = master(cluster, keys);
        List<RedisServer> replicas = cluster.replicasOf(master);
        master.pause();
        return Ongoing.lasting(500 + random.nextInt(1_000), () -> {
            awaitMaster(replicas);
            master.resume();
            cluster.awaitWhole();
        });
    }

    private Ongoing failOver(RedisCluster cluster, List<String> keys) {
        List<RedisServer> replicas = cluster.replicasOf(master(cluster, keys));
        replicas.get(0).call("CLUSTER", "FAILOVER");
        return Ongoing.lasting(random.nextInt(500), () -> {
            awaitMaster(replicas);
            cluster.awaitWhole();
        });
    }

    private Ongoing killReplica(RedisCluster cluster, List<String> keys) {
        RedisServer replica = cluster.replicasOf(master(cluster, keys)).get(0);
        replica.kill();
        return Ongoing.lasting(500 + random.nextInt(1_500), () -> {
            replica.start();
            cluster.awaitWhole();
        });
    }

    /** Slots that are in use, while they are used. */
    private Ongoing moveSlots(RedisCluster cluster, List<String> keys) {
        List<String> some = new ArrayList<>(keys);
        Collections.shuffle(some, random);
        for (String key : some.subList(0, Math.min(MOVED_AT_ONCE, some.size()))) {
            int slot = cluster.slot(key);
            RedisServer from = cluster.owner(slot);
            List<RedisServer> others = cluster.mastersNow().stream()
                    .filter(master -> master.port() != from.port())
                    .toList();
            cluster.move(slot, from, others.get(random.nextInt(others.size())));
        }
        return Ongoing.lasting(0, cluster::awaitWhole);
    }

    private static void awaitMaster(List<RedisServer> replicas) {
        Awaitility.await("a replica took over")
                .atMost(TAKEOVER)
                .until(() -> replicas.stream()
                        .anyMatch(replica -> replica.call("INFO", "replication").contains("role:master")));
    }
}
