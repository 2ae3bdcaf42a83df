package dev.rdi.benchmarks;

/** The noise of the machine: the same limits, measured twice in a row. */
final class ControlMeasurement implements Measurement {

    private static final String SECTION = "Control: the same twice";

    private final Lab lab;
    private final Table table;

    ControlMeasurement(Lab lab, Table table) {
        this.lab = lab;
        this.table = table;
    }

    @Override
    public String name() {
        return "control";
    }

    @Override
    public void round(Results results) throws Exception {
        lab.reset();
        CopyLimit copy = new CopyLimit(lab);
        add(results, "COPY", copy.measure(table), copy.measure(table));
        HsetLimit hset = new HsetLimit(lab);
        add(results, "HSET", hset.measure(table).hashes(), hset.measure(table).hashes());
    }

    private static void add(Results results, String limit, double first, double second) {
        results.add(SECTION, limit, "first", first);
        results.add(SECTION, limit, "second", second);
        results.add(SECTION, limit, "second / first", second / first);
        results.judge("Control: " + limit + " measured twice, second / first", "1.00 without noise", second / first);
    }
}
