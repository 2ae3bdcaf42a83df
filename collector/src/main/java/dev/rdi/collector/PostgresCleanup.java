package dev.rdi.collector;

import dev.rdi.collector.SourceLeftovers.Leftover;
import dev.rdi.model.RdiException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what a pipeline made at PostgreSQL: the replication slot, which would hold back the source's log for ever, and
 * the publication, unless somebody else made it.
 *
 * <p>Thread-safe.
 */
final class PostgresCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCleanup.class);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(20);

    private final PostgresSettings settings;
    private final SourceDatabase database;
    private final Slot slot;
    private final Publication publication;

    PostgresCleanup(PostgresSettings settings) {
        this.settings = settings;
        this.database = new SourceDatabase(settings, CONNECT_PATIENCE, ANSWER_PATIENCE);
        this.slot = new Slot(settings.slot());
        this.publication = new Publication(settings.publication(), settings.slot());
    }

    /** Removes what it can and says what is left. */
    SourceLeftovers run() throws InterruptedException {
        List<Leftover> left = new ArrayList<>(List.of(slotLeftover()));
        if (!settings.advancedProperties().isPublicationGiven()) {
            left.add(publicationLeftover());
        }
        try (Connection connection = database.connect()) {
            if (removeSlot(connection)) {
                left.remove(slotLeftover());
            }
            if (removePublication(connection)) {
                left.remove(publicationLeftover());
            }
            return new SourceLeftovers(left, Optional.empty());
        } catch (SQLException e) {
            return failed(left, ConnectionFailures.explain(e, settings).toException(e));
        } catch (RdiException e) {
            return failed(left, e);
        }
    }

    private static SourceLeftovers failed(List<Leftover> left, RdiException failure) {
        LOG.warn("The source can't be cleaned up now: {}", failure.what());
        return new SourceLeftovers(left, Optional.of(failure));
    }

    /** Returns whether there is no slot of ours any more. */
    private boolean removeSlot(Connection connection) throws SQLException, InterruptedException {
        ServerFacts facts = SourceDatabase.facts(connection);
        Optional<SlotState> state = SlotState.find(connection, settings.slot(), facts);
        if (state.isEmpty() || !SlotChecks.isOurs(settings, state.get())) {
            return true;
        }
        slot.drop(connection, facts);
        return true;
    }

    /** Returns whether there is no publication any more that may be removed. */
    private boolean removePublication(Connection connection) throws SQLException {
        if (settings.advancedProperties().isPublicationGiven() || !publication.exists(connection)) {
            return true;
        }
        if (!publication.isOurs(connection)) {
            return false;
        }
        publication.drop(connection);
        return true;
    }

    private Leftover slotLeftover() {
        return new Leftover(
                "replication slot " + settings.slot(),
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = "
                        + Sql.text(settings.slot()) + ";");
    }

    private Leftover publicationLeftover() {
        return new Leftover(
                "publication " + settings.publication(),
                "DROP PUBLICATION IF EXISTS " + Sql.name(settings.publication()) + ";");
    }
}
