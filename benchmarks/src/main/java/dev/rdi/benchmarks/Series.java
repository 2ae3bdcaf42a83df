package dev.rdi.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The values that one quantity had in the rounds. Confined to one thread. */
final class Series {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    int size() {
        return values.size();
    }

    double median() {
        return percentile(values, 50);
    }

    double min() {
        return sorted(values).get(0);
    }

    double max() {
        return sorted(values).get(values.size() - 1);
    }

    /** A percentile, interpolated between its neighbours. */
    static double percentile(List<Double> values, double percent) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        List<Double> sorted = sorted(values);
        double at = percent / 100 * (sorted.size() - 1);
        int below = (int) Math.floor(at);
        int above = (int) Math.ceil(at);
        return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
    }

    private static List<Double> sorted(List<Double> values) {
        return values.stream().sorted().toList();
    }
}
