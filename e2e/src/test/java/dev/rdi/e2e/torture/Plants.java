package dev.rdi.e2e.torture;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Keys of another type at the target, each in the way of one row: the row must be rejected. {@link #remove} takes the
 * keys away and changes the rows, after which they must be there.
 *
 * <p>Confined to one thread.
 */
final class Plants {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Site rig;
    private final String team;
    private final Set<Integer> accounts = new TreeSet<>();
    private final Set<Integer> members = new TreeSet<>();
    private int present = Shop.PLANTED;
    private int next = Shop.PLANTED;

    Plants(Site rig, Shape shape) {
        this.rig = rig;
        this.team = shape == Shape.JOBS ? "team:t" : "member:id:";
    }

    /** Puts keys in the way of a row of {@code account} and of one of {@code member}, and makes the rows. */
    void plant() {
        int id = next++;
        put("account:id:" + id);
        put(team + id);
        rig.sql(
                "INSERT INTO account VALUES (%d, 1, 'planted', 1)".formatted(id),
                "INSERT INTO member VALUES (%d, 1, 't%1$d')".formatted(id));
        accounts.add(id);
        members.add(id);
    }

    /** The ids of the rows that had to be rejected. */
    Set<Integer> accounts() {
        return accounts;
    }

    Set<Integer> members() {
        return members;
    }

    /** Removes what is in the way and changes the rows. */
    void remove() {
        for (; present < next; present++) {
            int id = present;
            remove("account:id:" + id);
            remove(team + id);
            rig.sql(
                    "UPDATE account SET version = 2 WHERE id = " + id,
                    "UPDATE member SET version = 2 WHERE id = " + id);
        }
    }

    private void put(String key) {
        call("SET", redis -> redis.set(key, "planted"));
    }

    private void remove(String key) {
        call("DEL", redis -> redis.del(key));
    }

    private void call(String command, Function<UnifiedJedis, Object> task) {
        await("the target takes " + command).atMost(PATIENCE).until(() -> {
            try {
                rig.targetStore().ask(task);
                return true;
            } catch (JedisException e) {
                return false;
            }
        });
    }
}
