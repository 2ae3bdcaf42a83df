package dev.rdi.collector;

import java.util.Optional;

/**
 * What a PostgreSQL server says about itself.
 *
 * <p>Immutable.
 *
 * @param version as {@code server_version_num}, for example 180006
 * @param standby whether it only replays another server's log
 * @param systemIdentifier which database cluster it is, empty if we may not know
 */
record ServerFacts(int version, boolean standby, String systemIdentifier) {

    private static final int MESSAGES_ARE_STREAMED = 140000;

    /**
     * A statement that writes something into the log which we get to read, so that our slot moves on although nobody
     * changes a captured table. Before PostgreSQL 14 only a transaction with a change does that; a standby writes
     * nothing.
     */
    Optional<String> heartbeatStatement() {
        if (standby) {
            return Optional.empty();
        }
        boolean transactional = version < MESSAGES_ARE_STREAMED;
        return Optional.of("SELECT pg_logical_emit_message(" + transactional + ", 'rdi', '')");
    }
}
