package dev.rdi.control.api;

import dev.rdi.control.metrics.Exposition;
import dev.rdi.control.metrics.OperatorSet;
import dev.rdi.control.metrics.Scrapes;

/** What a server without pipelines tells Prometheus: nearly nothing. */
final class NoScrapes implements Scrapes {

    @Override
    public void collector(Exposition exposition) {}

    @Override
    public void processor(Exposition exposition) {}

    @Override
    public void operator(Exposition exposition) {
        exposition.add(OperatorSet.LEADER, 0, "here", "p");
    }
}
