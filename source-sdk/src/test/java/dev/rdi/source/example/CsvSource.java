package dev.rdi.source.example;

import dev.rdi.source.SourceOffset;
import dev.rdi.source.SourceOffset.Phase;
import dev.rdi.source.SourceSettings;
import dev.rdi.source.SourceWriter;
import dev.rdi.source.example.CsvFile.Line;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A source that follows the CSV files of a folder: each file {@code schema.table.csv} is a table, see {@link CsvFile}.
 *
 * <p>It shows all that a source has to do: go on where it stopped, write, commit, begin anew where nothing is known. Start it
 * as often as you like: the second waits until the first is gone.
 *
 * <p>Confined to one thread.
 */
public final class CsvSource {

    private static final int BATCH = 500;

    private final Path folder;
    private final SourceWriter writer;
    private final Map<String, Long> places;
    private Phase phase;

    /** Goes on where the last run of this source stopped. */
    public CsvSource(Path folder, SourceWriter writer) {
        this.folder = folder;
        this.writer = writer;
        SourceOffset last = writer.offset().orElse(SourceOffset.snapshot(""));
        this.phase = last.phase();
        this.places = parse(last.text());
    }

    /** Follows a folder until the process ends: address of the RDI database, pipeline, folder. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SourceSettings settings = SourceSettings.of(arguments[0], arguments[1], "csv");
        CountDownLatch ended = new CountDownLatch(1);
        try (SourceWriter writer = SourceWriter.open(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown));
            CsvSource source = new CsvSource(Path.of(arguments[2]), writer);
            do {
                source.poll();
            } while (!ended.await(200, TimeUnit.MILLISECONDS));
        }
    }

    /** Writes all that was appended to the files. */
    public void poll() throws IOException {
        for (CsvFile file : files()) {
            boolean more = true;
            while (more) {
                more = some(file);
            }
        }
        if (phase == Phase.SNAPSHOT) {
            phase = Phase.STREAMING;
            commit();
        }
    }

    private boolean some(CsvFile file) throws IOException {
        long place = places.getOrDefault(file.name(), file.begin());
        List<Line> lines = file.linesBehind(place, BATCH);
        for (Line line : lines) {
            writer.write(file.change(line, phase == Phase.SNAPSHOT));
        }
        if (!lines.isEmpty()) {
            places.put(file.name(), lines.get(lines.size() - 1).end());
            commit();
        }
        return lines.size() == BATCH;
    }

    /** After this the lines won't be read again. */
    private void commit() {
        List<String> words = new ArrayList<>();
        places.forEach((file, place) -> words.add(file + "=" + place));
        writer.commit(new SourceOffset(phase, String.join(" ", words)));
    }

    private static Map<String, Long> parse(String offset) {
        Map<String, Long> places = new TreeMap<>();
        if (!offset.isEmpty()) {
            for (String word : offset.split(" ", -1)) {
                int equals = word.lastIndexOf('=');
                places.put(word.substring(0, equals), Long.parseLong(word.substring(equals + 1)));
            }
        }
        return places;
    }

    private List<CsvFile> files() throws IOException {
        List<CsvFile> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.*.csv")) {
            for (Path path : found) {
                files.add(new CsvFile(path));
            }
        }
        return files;
    }
}
