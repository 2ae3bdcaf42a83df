package dev.rdi.control.metrics;

/**
 * What a process tells Prometheus, in the three sets that RDI has.
 *
 * <p>Thread-safe.
 */
public interface Scrapes {

    /** Adds the metrics of the collectors that run here. */
    void collector(Exposition exposition);

    /** Adds the metrics of the stream processors of pipelines that are led here. */
    void processor(Exposition exposition);

    /** Adds what the operator of this process knows. */
    void operator(Exposition exposition);
}
