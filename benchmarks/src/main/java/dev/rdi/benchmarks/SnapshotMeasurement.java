package dev.rdi.benchmarks;

import java.util.Optional;

/** The initial sync of one table: COPY, HSET, the stock server into its streams, the product into the target. */
final class SnapshotMeasurement implements Measurement {

    private final Lab lab;
    private final Table table;
    private final Optional<? extends Contender> stock;
    private final Contender product;

    SnapshotMeasurement(Lab lab, Table table, Optional<? extends Contender> stock, Contender product) {
        this.lab = lab;
        this.table = table;
        this.stock = stock;
        this.product = product;
    }

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public void round(Results results) throws Exception {
        lab.reset();
        double copy = new CopyLimit(lab).measure(table);
        HsetLimit.Rate hset = new HsetLimit(lab).measure(table);
        results.add(section(), "limit: COPY", Names.RATE, copy);
        results.add(section(), "limit: HSET", Names.RATE, hset.hashes());
        Optional<Double> peer = Optional.empty();
        if (stock.isPresent()) {
            peer = Optional.of(run(stock.get(), results));
        }
        double own = run(product, results);
        results.add(section(), "limit: HSET", Names.REDIS_CPU, hset.redisCpu());
        peer.ifPresent(rate -> results.judge(title() + product.name() + " / stock server", "1.3 or more", own / rate));
        results.judge(title() + product.name() + " / HSET", "", own / hset.hashes());
        results.judge(title() + product.name() + " / COPY", "", own / copy);
    }

    private double run(Contender contender, Results results) throws Exception {
        lab.reset();
        try (JavaProcess process = contender.start(table)) {
            Transfer transfer = Transfer.watch(lab, process, () -> contender.delivered(table), 0, table.rows());
            long memory = ProcessTable.peakMemory(process.pid());
            contender.check(table, table.rows());
            if (transfer.surplus() != 0) {
                throw new IllegalStateException(transfer.surplus() + " rows of a snapshot were delivered twice");
            }
            transfer.addTo(results, section(), contender.name());
            results.add(section(), contender.name(), Names.PEAK_MEMORY, Names.megabytes(memory));
            if (contender == product) {
                results.judge(title() + "peak memory MB", "400 or less", Names.megabytes(memory));
            }
            return transfer.rate();
        }
    }

    private String section() {
        return "Snapshot, " + table.title();
    }

    private String title() {
        return section() + ": ";
    }
}
