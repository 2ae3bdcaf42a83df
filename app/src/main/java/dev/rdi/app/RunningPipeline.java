package dev.rdi.app;

import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.problem.Problem;
import dev.rdi.control.Desired;
import dev.rdi.control.PipelineSpec;
import dev.rdi.control.PipelineStatus;
import dev.rdi.control.PipelineStore;
import dev.rdi.control.Revision;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Lease;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.reset.ResetState;
import dev.rdi.transform.compile.JobCompiler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data plane of one pipeline as it should be: with the configuration that is wanted, running or not, and running
 * again after a failure.
 *
 * <p>Confined to one thread.
 */
final class RunningPipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningPipeline.class);

    /** Problems that don't keep changes from flowing. */
    private static final Set<String> HARMLESS = Set.of("pipeline.resetting", "lease.unfenced");

    private static final Set<String> UNDER_WAY = Set.of("created", "starting", "retrying");

    private final ServerContext context;
    private final String name;
    private final Lease lease;
    private final Report report;
    private final PipelineStore store;
    private final PendingReset pendingReset;
    private final RestingSource resting;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
    private final Map<String, RdiException> problems = new HashMap<>();
    private final AtomicBoolean secretsChanged = new AtomicBoolean();
    private long revision;
    private long seenGeneration;
    private Optional<DataPlane> dataPlane = Optional.empty();
    private Optional<Watch> watch = Optional.empty();
    private Optional<Removal> removal = Optional.empty();

    RunningPipeline(ServerContext context, String name, Lease lease, Report report) {
        this.context = context;
        this.name = name;
        this.lease = lease;
        this.report = report;
        this.store = new PipelineStore(context.keys(name));
        this.pendingReset = new PendingReset(context.keys(name));
        this.resting = new RestingSource(name);
        report.watch(resting);
    }

    /**
     * Does the next step towards what is wanted.
     *
     * @return whether there are news to tell
     */
    boolean reconcile(Desired desired, RedisConnection redis) {
        if (seenGeneration != desired.generation()) {
            seenGeneration = desired.generation();
            backoff.reset();
        }
        if (!desired.active()) {
            end();
            problems.clear();
            resting.rest(desired.revision(), number -> known(redis, number));
            return report.tell(desired.generation(), PipelineStatus.STOPPED, problems);
        }
        if (secretsChanged.getAndSet(false)
                || revision != desired.revision()
                || dataPlane.isEmpty()
                || mustBeginAnew()) {
            begin(desired, redis);
        }
        failure().ifPresent(this::failed);
        return report.tell(desired.generation(), status(desired), problems);
    }

    /** A reset is for both parts to know before they begin. */
    private boolean mustBeginAnew() {
        return watch.filter(Watch::wantsReset).isPresent();
    }

    private void begin(Desired desired, RedisConnection redis) {
        resting.close();
        if (!backoff.isOver()) {
            return;
        }
        try {
            PipelineSpec wanted = store.revision(redis, desired.revision())
                    .map(Revision::spec)
                    .orElseThrow(() -> missing(desired.revision()));
            context.secrets().watch(name, wanted, changed -> secretsChanged.set(true));
            run(compile(wanted), redis);
            revision = desired.revision();
            report.inForce(revision);
            problems.remove("configuration");
            problems.remove("stopped");
        } catch (RdiException e) {
            if (e.kind() == ErrorKind.TRANSIENT) {
                throw e;
            }
            backoff.failed();
            problem("configuration", e);
        }
    }

    private void run(Pipeline next, RedisConnection redis) {
        context.logLevels().set(name, next.config());
        boolean together = dataPlane.filter(it -> !it.isResetting()).isPresent() && !mustBeginAnew();
        if (together) {
            dataPlane.get().change(next);
            return;
        }
        end();
        Optional<ResetState> reset = pendingReset.look(redis, next);
        DataPlane begun = new DataPlane(next, lease, reset);
        dataPlane = Optional.of(begun);
        watch = Optional.of(new Watch(next, lease, reset, begun.health()));
        report.watch(dataPlane);
        begun.start();
    }

    private Pipeline compile(PipelineSpec wanted) {
        Loaded loaded = JobCompiler.checked(PipelineLoader.parse(
                wanted.config(), wanted.jobs(), context.references().of(name, wanted), Mode.RUN));
        if (loaded.config().isEmpty()) {
            Problem first = loaded.problems().stream()
                    .filter(Problem::isError)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no configuration and no error"));
            throw new RdiException(ErrorKind.CONFIG, first.code(), first.describe(), first.fix());
        }
        return new Pipeline(context.installation(), name, loaded.config().get(), loaded.jobs(), context.rdi());
    }

    private static RdiException missing(long revision) {
        return new RdiException(
                ErrorKind.FATAL,
                "pipeline.revision-missing",
                "the RDI database has no revision " + revision + " of the configuration",
                "deploy the pipeline again");
    }

    private Optional<RdiException> failure() {
        // Without the lease the data plane fails, too, and that is no failure of the pipeline.
        return dataPlane.flatMap(DataPlane::failure).filter(it -> lease.isHeld());
    }

    private void failed(RdiException failure) {
        end();
        backoff.failed();
        problem("stopped", failure);
    }

    private void problem(String part, RdiException problem) {
        RdiException known = problems.put(part, problem);
        if (known == null || !known.code().equals(problem.code())) {
            LOG.error("Pipeline {}: {}; {}. Trying again", name, problem.what(), problem.cure());
        }
    }

    private PipelineStatus status(Desired desired) {
        if (dataPlane.isEmpty()) {
            return PipelineStatus.ERROR;
        }
        DataPlane running = dataPlane.get();
        Map<String, RdiException> now = running.problems();
        if (now.values().stream().anyMatch(problem -> !HARMLESS.contains(problem.code()))
                || problems.containsKey("configuration")) {
            return PipelineStatus.ERROR;
        }
        if (now.values().stream().anyMatch(problem -> problem.code().equals("pipeline.resetting"))) {
            return PipelineStatus.RESETTING;
        }
        if (UNDER_WAY.contains(running.collectorPhase())) {
            return desired.doing().isSettled() ? PipelineStatus.STARTING : desired.doing();
        }
        backoff.reset();
        return PipelineStatus.STARTED;
    }

    /**
     * Does the next step towards its end with all that belongs to it.
     *
     * @return whether nothing is left
     */
    boolean remove(RedisConnection redis) {
        end();
        resting.close();
        report.end();
        if (!backoff.isOver()) {
            return false;
        }
        Removal begun = removal.orElseGet(() -> new Removal(context, name, lease));
        removal = Optional.of(begun);
        boolean done = begun.run(redis, lastKnown(redis));
        if (!done) {
            backoff.failed();
        }
        return done;
    }

    /** The last configuration; empty if it can't be understood any more, for example for want of a secret. */
    private Optional<Pipeline> lastKnown(RedisConnection redis) {
        try {
            return lastSpec(redis).map(this::compile);
        } catch (RdiException e) {
            if (e.kind() == ErrorKind.TRANSIENT) {
                throw e;
            }
            LOG.warn("Pipeline {}: source and targets can't be cleaned up: {}; {}", name, e.what(), e.cure());
            return Optional.empty();
        }
    }

    private Optional<Pipeline> known(RedisConnection redis, long number) {
        try {
            return store.revision(redis, number).map(Revision::spec).map(this::compile);
        } catch (RdiException e) {
            if (e.kind() == ErrorKind.TRANSIENT) {
                throw e;
            }
            LOG.debug("Pipeline {}: its source can't be watched: {}", name, e.what());
            return Optional.empty();
        }
    }

    private Optional<PipelineSpec> lastSpec(RedisConnection redis) {
        return store.desired(redis)
                .flatMap(desired -> store.revision(redis, desired.revision()))
                .map(Revision::spec);
    }

    private void end() {
        watch.ifPresent(Watch::close);
        dataPlane.ifPresent(DataPlane::close);
        watch = Optional.empty();
        dataPlane = Optional.empty();
        report.watch(dataPlane);
    }

    @Override
    public void close() {
        end();
        resting.close();
        context.secrets().forget(name);
        context.logLevels().forget(name);
    }
}
