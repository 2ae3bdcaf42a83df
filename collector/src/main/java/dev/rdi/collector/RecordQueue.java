package dev.rdi.collector;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.pipeline.DataChangeEvent;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Takes records out of the queue between Debezium's reading thread and ours. The queue's own {@code poll} waits for a
 * full batch until its poll interval is over, and spends what is left below a millisecond spinning: with an interval
 * short enough for a lone change, that burns a quarter of a core while nothing happens. This takes what is there and
 * comes back at once. The queue has no such method, so its parts are used by name; a test notices when a new version of
 * Debezium names them otherwise.
 *
 * <p>Confined to the polling thread.
 */
final class RecordQueue {

    private final Object queue;
    private final Lock lock;
    private final Condition notFull;
    private final Method drain;
    private final Method failIfProducerFailed;
    private final int maxBatch;

    RecordQueue(Object queue, int maxBatch) throws ReflectiveOperationException {
        Class<?> type = ChangeEventQueue.class;
        this.queue = queue;
        this.lock = (Lock) field(type, "lock", queue);
        this.notFull = (Condition) field(type, "isNotFull", queue);
        this.drain = method(type, "drainRecords", List.class, int.class);
        this.failIfProducerFailed = method(type, "throwProducerExceptionIfPresent");
        this.maxBatch = maxBatch;
    }

    /**
     * The queue of a task that has been started.
     *
     * @param type the class of Debezium's that the task is
     */
    static RecordQueue of(Class<?> type, Object task, int maxBatch) {
        try {
            return new RecordQueue(field(type, "queue", task), maxBatch);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Debezium has another queue", e);
        }
    }

    /**
     * The records that are there, at most a batch, in their order.
     *
     * @throws RuntimeException that ended the reading thread
     */
    List<SourceRecord> take() {
        List<DataChangeEvent> events = new ArrayList<>();
        lock.lock();
        try {
            call(failIfProducerFailed);
            call(drain, events, maxBatch);
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
        List<SourceRecord> records = new ArrayList<>(events.size());
        for (DataChangeEvent event : events) {
            records.add(event.getRecord());
        }
        return records;
    }

    private void call(Method method, Object... arguments) {
        try {
            method.invoke(queue, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object field(Class<?> type, String name, Object owner) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    private static Method method(Class<?> type, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        Method method = type.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }
}
