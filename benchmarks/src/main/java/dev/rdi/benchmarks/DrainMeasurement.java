package dev.rdi.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Full streams and the stream processor alone, beside HSET of the same fields. */
final class DrainMeasurement implements Measurement {

    private static final String SUBJECT = "stream processor";

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
    DrainMeasurement(Lab lab, Table table, Launcher launcher, Path folder) {
        this.lab = lab;
        this.table = table;
        this.launcher = launcher;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public void round(Results results) throws Exception {
        lab.reset();
        HsetLimit.Rate hset = new HsetLimit(lab).measure(table);
        results.add(section(), "limit: HSET", Names.RATE, hset.hashes());
        lab.reset();
        double rowBytes = new EntryFiller(lab, table).fill();
        double bytes = bytesAnEntry();
        String goal = table.isLarge() ? "1.5 or less" : "";
        results.judge(section() + ": staged bytes / bytes of the row", goal, bytes / rowBytes);
        try (JavaProcess process = start()) {
            String stream = RdiPipeline.stream(table);
            Transfer transfer =
                    Transfer.watch(lab, process, () -> RdiPipeline.delivered(lab.observer(), stream), 0, table.rows());
            long memory = ProcessTable.peakMemory(process.pid());
            RdiPipeline.requireNothingLeft(lab.observer(), stream);
            new TargetCheck(lab).compare(table);
            transfer.addTo(results, section(), SUBJECT);
            results.add(section(), SUBJECT, Names.PEAK_MEMORY, Names.megabytes(memory));
            results.add(section(), SUBJECT, "bytes/entry", bytes);
            results.add(section(), "limit: HSET", Names.REDIS_CPU, hset.redisCpu());
            results.judge(section() + ": processor / HSET, from the first record", "", transfer.rate() / hset.hashes());
            results.judge(
                    section() + ": processor / HSET, warm", "0.55 or more", transfer.secondHalf() / hset.hashes());
        }
    }

    /** What Redis needs for an entry, its share of the stream's own memory included. */
    private double bytesAnEntry() {
        Object bytes = lab.observer().require("MEMORY", "USAGE", RdiPipeline.stream(table), "SAMPLES", "0");
        return (double) (Long) bytes / table.rows();
    }

    private JavaProcess start() throws IOException {
        List<String> arguments = new ArrayList<>(launcher.runFlags());
        arguments.addAll(List.of("-cp", JavaProcess.ownClassPath(), DrainProcess.class.getName()));
        arguments.add(lab.redis().url());
        return JavaProcess.start(JavaProcess.ownJava(), arguments, folder);
    }

    private String section() {
        return "Drain of full streams, " + table.title();
    }
}
