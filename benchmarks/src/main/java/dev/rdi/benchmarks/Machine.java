package dev.rdi.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured on and with: the head of the report. */
final class Machine {

    private static final String UNKNOWN = "unknown";

    private Machine() {}

    static Map<String, String> describe(Lab lab, Options options, Launcher launcher, String stock)
            throws SQLException, IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("Command", ("`benchmarks/run " + options.commandLine()).strip() + "`");
        facts.put(
                "Size",
                "%,d rows of 1 KB, %,d rows of 120 bytes, %,d updates, %d s at each rate, %d rounds"
                        .formatted(
                                options.rows1k(),
                                options.rowsSmall(),
                                options.updates(),
                                options.seconds(),
                                options.rounds()));
        facts.put(
                "Machine",
                line("/proc/cpuinfo", "model name") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores, "
                        + line("/proc/meminfo", "MemTotal") + " of memory, " + System.getProperty("os.name", UNKNOWN)
                        + " " + System.getProperty("os.version", ""));
        facts.put("Java", System.getProperty("java.vm.name", UNKNOWN) + " " + Runtime.version());
        facts.put("PostgreSQL", postgres(lab) + ", embedded; fsync off, synchronous_commit on, autovacuum off");
        facts.put(
                "Redis",
                info(lab, "redis_version") + ", embedded; memory allocator " + info(lab, "mem_allocator")
                        + ", persistence off");
        facts.put("HSET limit", new HsetLimit(lab).tool());
        facts.put("Debezium Server", stock);
        facts.put("redis-di run", "`java " + String.join(" ", launcher.runFlags()) + "`");
        return facts;
    }

    private static String postgres(Lab lab) throws SQLException {
        try (Connection connection = lab.connection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    private static String info(Lab lab, String name) {
        byte[] info = (byte[]) lab.observer().require("INFO");
        return value(new String(info, StandardCharsets.UTF_8).lines().toList(), name);
    }

    private static String line(String file, String name) throws IOException {
        Path path = Path.of(file);
        return Files.isReadable(path) ? value(Files.readAllLines(path), name) : UNKNOWN;
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(UNKNOWN);
    }
}
