package dev.rdi.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Drains full streams of a stock Debezium Server, with the schema inside each record and without. */
final class DebeziumMeasurement implements Measurement {

    private final Lab lab;
    private final Table table;
    private final Launcher launcher;
    private final Path folder;

    /**
     * Prepares the measurement.
     *
     * @param launcher gives the flags of the product's Java
     * @param folder where the process works
     */
    DebeziumMeasurement(Lab lab, Table table, Launcher launcher, Path folder) {
        this.lab = lab;
        this.table = table;
        this.launcher = launcher;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "debezium";
    }

    @Override
    public void round(Results results) throws Exception {
        Transfer without = drain(results, "without schema", false);
        Transfer inside = drain(results, "schema inside", true);
        results.judge(
                section() + ": own CPU for a record, schema inside / without",
                "1.15 or less",
                cpu(inside) / cpu(without));
    }

    private static double cpu(Transfer transfer) {
        return transfer.cpu().perMillion(transfer.records()).own();
    }

    private Transfer drain(Results results, String subject, boolean schemaInside) throws Exception {
        lab.reset();
        new DebeziumFiller(lab, table, schemaInside).fill();
        try (JavaProcess process = start()) {
            String stream = RdiPipeline.stream(table);
            Transfer transfer =
                    Transfer.watch(lab, process, () -> RdiPipeline.delivered(lab.observer(), stream), 0, table.rows());
            RdiPipeline.requireNothingLeft(lab.observer(), stream);
            transfer.addTo(results, section(), subject);
            return transfer;
        }
    }

    private JavaProcess start() throws IOException {
        List<String> arguments = new ArrayList<>(launcher.runFlags());
        arguments.addAll(List.of("-cp", JavaProcess.ownClassPath(), DrainProcess.class.getName()));
        arguments.add(lab.redis().url());
        return JavaProcess.start(JavaProcess.ownJava(), arguments, folder);
    }

    private String section() {
        return "Entries of a stock Debezium Server, " + table.title();
    }
}
