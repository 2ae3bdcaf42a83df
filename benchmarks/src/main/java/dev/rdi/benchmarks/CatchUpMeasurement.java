package dev.rdi.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Updates that were made while the process was stopped: how fast it is up to date again. */
final class CatchUpMeasurement implements Measurement {

    private static final int TRANSACTION = 1000;
    private static final String SECTION = "Catch-up on updates, ";

    private final Lab lab;
    private final Table table;
    private final long updates;
    private final Optional<? extends Contender> stock;
    private final Contender product;

    CatchUpMeasurement(Lab lab, Table table, long updates, Optional<? extends Contender> stock, Contender product) {
        this.lab = lab;
        this.table = table;
        this.updates = updates;
        this.stock = stock;
        this.product = product;
    }

    @Override
    public String name() {
        return "catch-up";
    }

    @Override
    public void round(Results results) throws Exception {
        Optional<Double> peer = Optional.empty();
        if (stock.isPresent()) {
            peer = Optional.of(run(stock.get(), results));
        }
        double own = run(product, results);
        peer.ifPresent(rate ->
                results.judge(section() + ": " + product.name() + " / stock server", "1.3 or more", own / rate));
    }

    private double run(Contender contender, Results results) throws Exception {
        lab.reset();
        long before = table.rows() + 1;
        try (JavaProcess process = contender.start(table)) {
            Transfer.watch(lab, process, () -> contender.delivered(table), 0, table.rows());
            // When a change comes through, the snapshot is over for good.
            update(1);
            Transfer.watch(lab, process, () -> contender.delivered(table), table.rows(), before);
        }
        update(updates);
        try (JavaProcess process = contender.start(table)) {
            Transfer transfer =
                    Transfer.watch(lab, process, () -> contender.delivered(table), before, before + updates);
            long memory = ProcessTable.peakMemory(process.pid());
            contender.check(table, before + updates + transfer.surplus());
            transfer.addTo(results, section(), contender.name());
            results.add(section(), contender.name(), Names.PEAK_MEMORY, Names.megabytes(memory));
            results.add(section(), contender.name(), "delivered twice", (double) transfer.surplus());
            return transfer.rate();
        }
    }

    /** Updates a block of rows in each transaction, round and round. */
    private void update(long count) throws SQLException {
        String sql = "UPDATE " + table.name() + " SET quantity = quantity + 1 WHERE id > ? AND id <= ?";
        try (Connection connection = lab.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            long made = 0;
            while (made < count) {
                long first = made % table.rows();
                statement.setLong(1, first);
                statement.setLong(2, first + Math.min(TRANSACTION, count - made));
                made += statement.executeUpdate();
            }
        }
    }

    private String section() {
        return SECTION + table.title();
    }
}
