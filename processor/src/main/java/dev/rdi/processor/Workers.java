package dev.rdi.processor;

import dev.rdi.transform.Answer;
import dev.rdi.transform.EventRun;
import dev.rdi.transform.Jobs;
import dev.rdi.transform.step.Lookup.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that transform. Records are independent of each other there, so chunks of them go to whoever is free;
 * their order comes back with the writing. A few records aren't worth a change of threads.
 *
 * <p>Thread-safe.
 */
final class Workers implements AutoCloseable {

    private static final int CHUNK = 250;
    private static final int FEW = 50;

    private final ExecutorService threads;
    private final Jobs jobs;

    Workers(int count, Jobs jobs) {
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "transform-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.jobs = jobs;
    }

    /**
     * Sends records into their jobs, as far as they get without an answer of a target.
     *
     * @param watched whether somebody wants to see what each step does to them
     */
    Round start(List<Part> parts, long bytes, boolean watched) {
        Instant now = Instant.now();
        List<Runnable> work = new ArrayList<>();
        int records = 0;
        for (Part part : parts) {
            records += part.records().size();
            for (List<RunningRecord> chunk : chunks(part.records())) {
                work.add(() -> chunk.forEach(record -> record.start(jobs, part.stream(), now, watched)));
            }
        }
        return new Round(parts, bytes, run(work, records));
    }

    /** Goes on with the answers to all questions, in their order. */
    void answer(List<RunningRecord> asking, List<Answer> answers) {
        List<Runnable> work = new ArrayList<>();
        int at = 0;
        for (List<RunningRecord> chunk : chunks(asking)) {
            int from = at;
            for (RunningRecord record : chunk) {
                at += record.run().questions().size();
            }
            List<Answer> own = answers.subList(from, at);
            work.add(() -> answerAll(chunk, own));
        }
        await(run(work, asking.size()));
    }

    private static void answerAll(List<RunningRecord> asking, List<Answer> answers) {
        int at = 0;
        for (RunningRecord record : asking) {
            EventRun run = record.run();
            List<Question> questions = run.questions();
            run.answer(answers.subList(at, at + questions.size()));
            at += questions.size();
        }
    }

    private List<? extends Future<?>> run(List<Runnable> work, int records) {
        if (records <= FEW) {
            work.forEach(Runnable::run);
            return List.of();
        }
        return work.stream().map(threads::submit).toList();
    }

    /** Returns when the work is done. */
    static void await(List<? extends Future<?>> running) {
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a transformation ended", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while transforming", e);
            }
        }
    }

    private static List<List<RunningRecord>> chunks(List<RunningRecord> records) {
        List<List<RunningRecord>> chunks = new ArrayList<>(records.size() / CHUNK + 1);
        for (int from = 0; from < records.size(); from += CHUNK) {
            chunks.add(records.subList(from, Math.min(records.size(), from + CHUNK)));
        }
        return chunks;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
