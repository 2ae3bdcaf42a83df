package dev.rdi.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What Linux knows of processes: CPU time and memory. Elsewhere everything is zero. */
final class ProcessTable {

    /** The unit of times in /proc: USER_HZ, which is 100 on every architecture that Java runs on. */
    private static final double TICKS_A_SECOND = 100;

    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final int CHILDREN_UTIME = 13;
    private static final int CHILDREN_STIME = 14;

    private ProcessTable() {}

    static boolean isAvailable() {
        return Files.isReadable(Path.of("/proc/self/stat"));
    }

    /** The CPU seconds of a process. */
    static double cpu(long pid) {
        return ticks(pid, UTIME, STIME) / TICKS_A_SECOND;
    }

    /** The CPU seconds of a process and its direct children, those that have ended included. */
    static double cpuWithChildren(long pid) {
        double living = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .mapToDouble(child -> cpu(child.pid()))
                .sum();
        return living + ticks(pid, UTIME, STIME, CHILDREN_UTIME, CHILDREN_STIME) / TICKS_A_SECOND;
    }

    /** The most memory that a process has had resident so far, in bytes. */
    static long peakMemory(long pid) {
        return lines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private static long ticks(long pid, int... fields) {
        List<String> lines = lines(Path.of("/proc/" + pid + "/stat"));
        if (lines.isEmpty()) {
            return 0;
        }
        // The second field is the program's name in parentheses, which may hold anything.
        String stat = lines.get(0);
        String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long sum = 0;
        for (int field : fields) {
            sum += Long.parseLong(values[field]);
        }
        return sum;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            if (!Files.exists(file)) {
                return List.of(); // The process ended while its file was read.
            }
            throw new UncheckedIOException(e);
        }
    }
}
