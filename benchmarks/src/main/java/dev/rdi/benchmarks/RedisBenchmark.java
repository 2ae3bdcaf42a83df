package dev.rdi.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator that comes with Redis, if it is on the PATH. */
final class RedisBenchmark {

    private static final String PROGRAM = "redis-benchmark";
    /** So many different keys that two are hardly ever equal; the program takes no more than an int. */
    private static final String KEY_SPACE = "2000000000";

    private static final Pattern RATE = Pattern.compile("([0-9.]+) requests per second");

    private RedisBenchmark() {}

    static boolean isInstalled() {
        String path = System.getenv("PATH");
        return path != null
                && List.of(path.split(File.pathSeparator)).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    /** Writes hashes under random keys with the fields of the first row; returns how many it wrote in a second. */
    static double hset(Lab lab, SourceRows rows, long hashes) throws IOException, SQLException {
        List<String> command = new ArrayList<>(List.of(PROGRAM, "-q", "-c", "1"));
        command.addAll(List.of("-p", String.valueOf(lab.redis().port()), "-n", String.valueOf(hashes)));
        command.addAll(List.of("-P", String.valueOf(HsetLimit.PIPELINE), "-r", KEY_SPACE));
        command.addAll(List.of("HSET", "limit:__rand_int__"));
        rows.read(1, values -> {
            for (int i = 0; i < values.size(); i++) {
                command.add(rows.columns().get(i));
                command.add(new String(values.get(i), StandardCharsets.UTF_8));
            }
        });
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(output);
        double last = 0;
        while (rate.find()) {
            last = Double.parseDouble(rate.group(1));
        }
        if (last == 0) {
            throw new IOException(PROGRAM + " gave no rate: " + output);
        }
        return last;
    }
}
