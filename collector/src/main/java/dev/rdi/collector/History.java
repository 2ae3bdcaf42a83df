package dev.rdi.collector;

/**
 * A schema history that Debezium's run finds as long as this is open.
 *
 * <p>Immutable.
 *
 * @param id by which it is found
 */
record History(String id) implements AutoCloseable {

    History(SchemaHistoryStore store) {
        this(KeptSchemaHistory.publish(store));
    }

    @Override
    public void close() {
        KeptSchemaHistory.withdraw(id);
    }
}
