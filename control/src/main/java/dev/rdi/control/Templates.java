package dev.rdi.control;

import dev.rdi.config.Scaffold;
import dev.rdi.control.ControlException.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Configurations and jobs to begin with.
 *
 * <p>Stateless.
 */
public final class Templates {

    /** Databases that RDI knows of and that are no sources here. */
    private static final List<String> WITHOUT = List.of("cassandra", "redis");

    private static final String REPLICA_SET = "mongodb://localhost:27017/?replicaSet=rs0";
    private static final Map<String, String> MONGODB = Map.of(
            "mongodb-atlas", "mongodb+srv://cluster0.example.mongodb.net/",
            "mongodb-replica-set", REPLICA_SET,
            "mongodb-sharded-cluster", "mongodb://mongos1.example.com:27017,mongos2.example.com:27017/");

    private Templates() {}

    /** The databases that there are templates for, in alphabetical order. */
    public static List<String> databases() {
        return Arrays.stream(Scaffold.values()).map(Scaffold::toString).sorted().toList();
    }

    /**
     * A configuration; empty where RDI knows the database and there is no template for it.
     *
     * @param flavor how a MongoDB is run: {@code mongodb-atlas}, {@code mongodb-replica-set} or {@code
     *     mongodb-sharded-cluster}
     * @throws ControlException INVALID if there is no such database or flavor
     */
    public static Optional<String> config(String database, Optional<String> flavor) {
        if (WITHOUT.contains(database)) {
            return Optional.empty();
        }
        Scaffold scaffold = Arrays.stream(Scaffold.values())
                .filter(it -> it.toString().equals(database))
                .findFirst()
                .orElseThrow(
                        () -> invalid("there is no database type " + shown(database) + "; there are " + databases()));
        if (flavor.isEmpty()) {
            return Optional.of(scaffold.config());
        }
        String connection = MONGODB.get(flavor.get());
        if (connection == null || scaffold != Scaffold.MONGODB) {
            throw invalid(
                    connection == null
                            ? "there is no database flavor " + shown(flavor.get())
                            : "a database of the type " + database + " has no flavors");
        }
        return Optional.of(scaffold.config().replace(REPLICA_SET, connection));
    }

    /** An example of a job. */
    public static String job() {
        return Scaffold.POSTGRESQL.job();
    }

    private static String shown(String given) {
        return given.length() > 40 ? "of this name" : "'" + given + "'";
    }

    private static ControlException invalid(String message) {
        return new ControlException(Reason.INVALID, message);
    }
}
