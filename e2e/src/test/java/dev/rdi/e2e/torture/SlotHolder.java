package dev.rdi.e2e.torture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.PGReplicationStream;

/**
 * A session that reads from the pipeline's replication slot, and confirms nothing.
 *
 * <p>Confined to one thread.
 */
final class SlotHolder implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Connection connection;
    private final PGReplicationStream stream;

    private SlotHolder(Connection connection, PGReplicationStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    /** Takes the slot as soon as it is free. */
    static SlotHolder take(Rig rig) {
        Awaitility.await("the slot is free")
                .atMost(PATIENCE)
                .until(() -> rig.query("SELECT count(*) FROM pg_replication_slots WHERE active")
                        .filter("0"::equals)
                        .isPresent());
        String slot = rig.query("SELECT slot_name FROM pg_replication_slots").orElseThrow();
        String publication = rig.query("SELECT pubname FROM pg_publication").orElseThrow();
        try {
            Connection connection = connect(rig);
            return new SlotHolder(connection, stream(connection, slot, publication));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(Rig rig) throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, rig.source().user());
        PGProperty.PASSWORD.set(properties, rig.source().password());
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        return DriverManager.getConnection(rig.source().jdbcUrl(Rig.DATABASE), properties);
    }

    private static PGReplicationStream stream(Connection connection, String slot, String publication)
            throws SQLException {
        return connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(slot)
                .withSlotOption("proto_version", "1")
                .withSlotOption("publication_names", publication)
                .start();
    }

    @Override
    public void close() {
        try {
            try {
                stream.close();
            } finally {
                connection.close();
            }
        } catch (SQLException e) {
            // The pipeline has ended the session, as it may.
        }
    }
}
