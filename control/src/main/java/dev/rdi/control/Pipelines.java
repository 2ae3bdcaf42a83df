package dev.rdi.control;

import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.problem.Problem;
import dev.rdi.control.ControlException.Reason;
import dev.rdi.control.PipelineStore.Change;
import dev.rdi.control.PipelineStore.Changed;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisPool;
import dev.rdi.redis.reset.ResetStore;
import dev.rdi.transform.compile.JobCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipelines of an installation: deploy, start, stop, reset, delete, and look. It only writes down what is wanted; the
 * server that leads a pipeline makes it so.
 *
 * <p>Thread-safe.
 */
public final class Pipelines {

    private static final Logger AUDIT = LoggerFactory.getLogger("dev.rdi.audit");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int TRIES = 10;

    private final RedisPool redis;
    private final ReferenceSource references;
    private final DeployChecks checks;

    public Pipelines(RedisPool redis, ReferenceSource references, DeployChecks checks) {
        this.redis = redis;
        this.references = references;
        this.checks = checks;
    }

    /**
     * A deployed pipeline and what doesn't keep it from running but should be known.
     *
     * @param changed whether anything changed
     */
    public record Deployed(PipelineState state, List<Problem> warnings, boolean changed) {}

    /** The names of all pipelines, sorted. */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        redis.run(Keys.pipelines(), connection -> {
            ((List<?>) connection.require("SMEMBERS", Keys.pipelines()))
                    .forEach(name -> names.add(RedisConnection.text(name)));
        });
        return List.copyOf(names);
    }

    /** All pipelines, by their names. */
    public List<PipelineState> list() {
        return names().stream().map(this::look).flatMap(Optional::stream).toList();
    }

    /** A pipeline that can be worked with; empty if there is none of this name, or it is being deleted. */
    public Optional<PipelineState> find(String name) {
        return look(name).filter(state -> !state.desired().deleted());
    }

    /** A pipeline, to be looked at: also one that is being deleted, until nothing of it is left. */
    public Optional<PipelineState> look(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return on(
                name,
                (store, connection) ->
                        store.desired(connection).flatMap(desired -> state(name, desired, store, connection)));
    }

    /**
     * A pipeline.
     *
     * @throws ControlException NOT_FOUND
     */
    public PipelineState require(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    /**
     * A pipeline, to be looked at: also one that is being deleted.
     *
     * @throws ControlException NOT_FOUND
     */
    public PipelineState requireVisible(String name) {
        return look(name).orElseThrow(() -> unknown(name));
    }

    private static ControlException unknown(String name) {
        return new ControlException(Reason.NOT_FOUND, "there is no pipeline called " + name);
    }

    /**
     * Checks a configuration and changes nothing.
     *
     * @return what doesn't keep it from running but should be known
     * @throws ControlException INVALID with everything that is wrong with it
     */
    public List<Problem> validate(String name, PipelineSpec spec, DeployChecks.Wanted wanted) {
        requireName(name);
        Loaded loaded = JobCompiler.checked(
                PipelineLoader.parse(spec.config(), spec.jobs(), references.of(name, spec), Mode.RUN));
        List<Problem> problems = new ArrayList<>(loaded.problems());
        loaded.config().ifPresent(config -> problems.addAll(checks.check(name, config, wanted)));
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            throw new ControlException(
                    Reason.INVALID, errors.size() == 1 ? "1 problem" : errors.size() + " problems", errors);
        }
        return problems;
    }

    /**
     * Stores a pipeline that there isn't yet.
     *
     * @throws ControlException CONFLICT if there is one, INVALID
     */
    public Deployed create(String name, PipelineSpec spec, boolean active, DeployChecks.Wanted wanted, String by) {
        List<Problem> warnings = validate(name, spec, wanted);
        change(name, by, known -> {
            if (known.isPresent()) {
                throw new ControlException(Reason.CONFLICT, "there is a pipeline called " + name + " already");
            }
            return new Change(Optional.of(spec), active, false, PipelineStatus.CREATING, by, "create");
        });
        return new Deployed(require(name), warnings, true);
    }

    /**
     * Stores a configuration. An equal one changes nothing.
     *
     * @param active whether the pipeline is to run; without it one that is there stays as it is, and a new one runs
     * @throws ControlException INVALID
     */
    public Deployed deploy(
            String name,
            PipelineSpec spec,
            Optional<Boolean> active,
            DeployChecks.Wanted wanted,
            String by,
            String comment) {
        return deployOver(OptionalLong.empty(), name, spec, active, wanted, by, comment);
    }

    /**
     * Stores a configuration that was made of another one.
     *
     * @param basis the revision of the other one, 0 for none; empty if it doesn't matter
     * @throws ControlException CONFLICT if there is another revision by now
     */
    Deployed deployOver(
            OptionalLong basis,
            String name,
            PipelineSpec spec,
            Optional<Boolean> active,
            DeployChecks.Wanted wanted,
            String by,
            String comment) {
        List<Problem> warnings = validate(name, spec, wanted);
        boolean changed = change(name, by, known -> {
            long revision = known.map(it -> it.revision().number()).orElse(0L);
            if (basis.isPresent() && basis.getAsLong() != revision) {
                throw new ControlException(Reason.CONFLICT, "the pipeline " + name + " was changed by somebody else");
            }
            boolean run =
                    active.or(() -> known.map(it -> it.desired().active())).orElse(true);
            boolean same = known.filter(it -> it.revision().spec().equals(spec)).isPresent();
            if (same && known.get().desired().active() == run) {
                return null;
            }
            return new Change(
                    same ? Optional.empty() : Optional.of(spec),
                    run,
                    false,
                    known.isEmpty()
                            ? PipelineStatus.CREATING
                            : doing(known.get().desired(), run),
                    by,
                    comment);
        });
        return new Deployed(require(name), warnings, changed);
    }

    private static PipelineStatus doing(Desired known, boolean run) {
        if (known.active() == run) {
            return PipelineStatus.UPDATING;
        }
        return run ? PipelineStatus.STARTING : PipelineStatus.STOPPING;
    }

    /** Lets a pipeline run. */
    public PipelineState start(String name, String by) {
        return setActive(name, true, by);
    }

    /** Lets a pipeline rest; what it has done stays, and a start goes on there. */
    public PipelineState stop(String name, String by) {
        return setActive(name, false, by);
    }

    private PipelineState setActive(String name, boolean active, String by) {
        require(name);
        change(name, by, known -> {
            Desired desired = required(name, known).desired();
            return desired.active() == active
                    ? null
                    : new Change(
                            Optional.empty(),
                            active,
                            false,
                            active ? PipelineStatus.STARTING : PipelineStatus.STOPPING,
                            by,
                            active ? "start" : "stop");
        });
        return require(name);
    }

    /** Lets a pipeline read all its tables anew, as soon as it runs. */
    public PipelineState reset(String name, String by) {
        require(name);
        Keys keys = new Keys(name);
        redis.run(keys.reset(), connection -> new ResetStore(keys).request(connection, "asked for by " + by));
        change(name, by, known -> {
            Desired desired = required(name, known).desired();
            return new Change(Optional.empty(), desired.active(), false, PipelineStatus.RESETTING, by, "reset");
        });
        return require(name);
    }

    /** Removes a pipeline with everything that belongs to it; what was written to the targets stays. */
    public void delete(String name, String by) {
        require(name);
        change(name, by, known -> {
            required(name, known);
            return new Change(Optional.empty(), false, true, PipelineStatus.DELETING, by, "delete");
        });
    }

    /** The revisions of a pipeline that are kept, the newest first. */
    public List<Revision> revisions(String name) {
        require(name);
        return on(name, PipelineStore::revisions);
    }

    /** A revision of a pipeline. */
    public Revision revision(String name, long number) {
        require(name);
        return on(name, (store, connection) -> store.revision(connection, number))
                .orElseThrow(() ->
                        new ControlException(Reason.NOT_FOUND, "the pipeline " + name + " has no revision " + number));
    }

    /** Stores the configuration of an earlier revision as a new one. */
    public Deployed rollback(String name, long number, DeployChecks.Wanted wanted, String by) {
        Revision revision = revision(name, number);
        return deploy(name, revision.spec(), Optional.empty(), wanted, by, "rollback to " + number);
    }

    /** Changes what is wanted; the decision is made again if somebody else was faster. */
    private boolean change(String name, String by, Decision decision) {
        for (int i = 0; i < TRIES; i++) {
            Plan plan = on(name, (store, connection) -> plan(name, decision, store, connection));
            if (plan.change() == null) {
                return false;
            }
            if (plan.generation() == 0) {
                // First the name: whoever finds it without a pipeline passes over it.
                register(name);
            }
            Change change = plan.change();
            Optional<Changed> changed =
                    on(name, (store, connection) -> store.change(connection, plan.generation(), change));
            if (changed.isPresent()) {
                audit(name, by, change, changed.get());
                return true;
            }
        }
        throw new ControlException(Reason.CONFLICT, "the pipeline " + name + " is being changed by others");
    }

    private static void audit(String name, String by, Change change, Changed changed) {
        AUDIT.info(
                "pipeline={} user={} change={} revision={} generation={}",
                name,
                by,
                change.comment(),
                changed.revision(),
                changed.generation());
    }

    /** A change, and the generation that it is made of; null for none. */
    private record Plan(@Nullable Change change, long generation) {}

    private static Plan plan(String name, Decision decision, PipelineStore store, RedisConnection connection) {
        Optional<Desired> desired = store.desired(connection);
        if (desired.filter(Desired::deleted).isPresent()) {
            throw new ControlException(Reason.CONFLICT, "the pipeline " + name + " is still being deleted");
        }
        Change change = decision.decide(desired.flatMap(it -> state(name, it, store, connection)));
        return new Plan(change, desired.map(Desired::generation).orElse(0L));
    }

    private void register(String name) {
        redis.run(Keys.pipelines(), connection -> connection.require("SADD", Keys.pipelines(), name));
    }

    /** Decides upon a change, given what there is; null for none. */
    private interface Decision {
        @Nullable
        Change decide(Optional<PipelineState> known);
    }

    private static PipelineState required(String name, Optional<PipelineState> known) {
        return known.orElseThrow(() -> unknown(name));
    }

    private static Optional<PipelineState> state(
            String name, Desired desired, PipelineStore store, RedisConnection connection) {
        return store.revision(connection, desired.revision())
                .map(revision -> new PipelineState(name, desired, revision, store.observed(connection)));
    }

    /**
     * A name that a pipeline can have.
     *
     * @throws ControlException INVALID if it can't
     */
    public static String checkedName(String name) {
        requireName(name);
        return name;
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ControlException(
                    Reason.INVALID, "not a name of a pipeline: use up to 64 letters, digits, - and _");
        }
    }

    private interface Action<T> {
        T run(PipelineStore store, RedisConnection connection);
    }

    private <T> T on(String name, Action<T> action) {
        Keys keys = new Keys(name);
        Function<RedisConnection, T> run = connection -> action.run(new PipelineStore(keys), connection);
        return redis.with(keys.desired(), run);
    }
}
