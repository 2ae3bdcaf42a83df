package dev.rdi.benchmarks;

/** The words that several tables of the report share. */
final class Names {

    static final String RATE = "records/s";
    static final String SECOND_HALF = "second half";
    static final String FROM_START = "from start";
    static final String OWN_CPU = "own CPU s/million";
    static final String REDIS_CPU = "Redis CPU s/million";
    static final String POSTGRES_CPU = "PostgreSQL CPU s/million";
    static final String PEAK_MEMORY = "peak memory MB";

    private Names() {}

    static double megabytes(long bytes) {
        return bytes / 1048576.0;
    }
}
