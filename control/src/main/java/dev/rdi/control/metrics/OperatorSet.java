package dev.rdi.control.metrics;

import static dev.rdi.control.metrics.Metric.gauge;

import java.util.List;

/**
 * The metrics of operators: those of RDI, and our own.
 *
 * <p>Immutable.
 */
public final class OperatorSet {

    public static final Metric PHASE = gauge(
            "rdi_operator_pipeline_phase",
            "1 for the phase of a pipeline that is led here, 0 for the others",
            "namespace",
            "name",
            "phase");
    public static final Metric LEADER =
            gauge("rdi_operator_is_leader", "Whether this instance leads the pipeline: 1 or 0", "instance_id", "name");

    public static final Metric WORKING =
            gauge("rdi_operator_is_working", "Whether every thread that looks after pipelines does its rounds: 1 or 0");

    /** Those that RDI documents. */
    public static final List<Metric> DOCUMENTED = List.of(PHASE, LEADER);

    /** Those that only we have. */
    public static final List<Metric> OWN = List.of(WORKING);

    private OperatorSet() {}
}
