package dev.rdi.collector;

/**
 * What Debezium counted while this collector lives, over all its runs: the numbers of its JMX beans.
 *
 * <p>Immutable.
 *
 * @param snapshot of the reading of tables
 * @param streaming of the reading of changes
 * @param millisBehindSource how old the last change was when it was read; -1 before the first
 * @param committedTransactions that were read
 * @param redelivered changes that the source sent again and that were in their streams already
 */
public record CollectorMetrics(
        Context snapshot, Context streaming, long millisBehindSource, long committedTransactions, long redelivered) {

    /** Of a collector that has read nothing. */
    public static final CollectorMetrics NONE = new CollectorMetrics(Context.NONE, Context.NONE, -1, 0, 0);

    /**
     * One of the two things that Debezium does.
     *
     * @param millisSinceLastEvent -1 before the first
     */
    public record Context(Events events, long millisSinceLastEvent, Queue queue) {

        static final Context NONE = new Context(Events.NONE, -1, Queue.NONE);
    }

    /** How many events there were, and of which kinds; rows that were read are in the total alone. */
    public record Events(long total, long creates, long updates, long deletes, long filtered, long erroneous) {

        static final Events NONE = new Events(0, 0, 0, 0, 0, 0);

        Events plus(Events other) {
            return new Events(
                    total + other.total,
                    creates + other.creates,
                    updates + other.updates,
                    deletes + other.deletes,
                    filtered + other.filtered,
                    erroneous + other.erroneous);
        }
    }

    /** The queue between Debezium's threads and ours: in events and, where it is bounded so, in bytes. */
    public record Queue(long capacity, long remaining, long maxBytes, long bytes) {

        static final Queue NONE = new Queue(0, 0, 0, 0);
    }
}
