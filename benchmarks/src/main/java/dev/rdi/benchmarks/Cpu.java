package dev.rdi.benchmarks;

/**
 * CPU seconds that were used, by the three parties that share the machine.
 *
 * @param own of the program that is measured
 */
record Cpu(double own, double redis, double postgres) {

    Cpu minus(Cpu earlier) {
        return new Cpu(own - earlier.own, redis - earlier.redis, postgres - earlier.postgres);
    }

    Cpu perMillion(long records) {
        double millions = records / 1e6;
        return new Cpu(own / millions, redis / millions, postgres / millions);
    }
}
