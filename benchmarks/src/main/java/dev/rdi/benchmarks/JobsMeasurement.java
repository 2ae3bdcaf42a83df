package dev.rdi.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Drains full streams through the default job, and through jobs with two fields and a key in either language. */
final class JobsMeasurement implements Measurement {

    private static final String DEFAULT = "default job";

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
    JobsMeasurement(Lab lab, Table table, Launcher launcher, Path folder) {
        this.lab = lab;
        this.table = table;
        this.launcher = launcher;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public void round(Results results) throws Exception {
        Transfer plain = drain(results, DEFAULT, List.of());
        Transfer jmespath = drain(results, "JMESPath job", List.of("jmespath-job.yaml"));
        Transfer sql = drain(results, "SQL job", List.of("sql-job.yaml"));
        judge(results, "JMESPath", "0.7 or more", jmespath, plain);
        judge(results, "SQL", "0.4 or more", sql, plain);
    }

    private void judge(Results results, String language, String goal, Transfer job, Transfer plain) {
        results.judge(section() + ": " + language + " / default, from the first record", "", job.rate() / plain.rate());
        results.judge(section() + ": " + language + " / default, warm", goal, job.secondHalf() / plain.secondHalf());
    }

    private Transfer drain(Results results, String subject, List<String> job) throws Exception {
        lab.reset();
        new EntryFiller(lab, table).fill();
        try (JavaProcess process = start(job)) {
            String stream = RdiPipeline.stream(table);
            Transfer transfer =
                    Transfer.watch(lab, process, () -> RdiPipeline.delivered(lab.observer(), stream), 0, table.rows());
            RdiPipeline.requireNothingLeft(lab.observer(), stream);
            transfer.addTo(results, section(), subject);
            return transfer;
        }
    }

    private JavaProcess start(List<String> job) throws IOException {
        List<String> arguments = new ArrayList<>(launcher.runFlags());
        arguments.addAll(List.of("-cp", JavaProcess.ownClassPath(), DrainProcess.class.getName()));
        arguments.add(lab.redis().url());
        arguments.addAll(job);
        return JavaProcess.start(JavaProcess.ownJava(), arguments, folder);
    }

    private String section() {
        return "Jobs, " + table.title();
    }
}
