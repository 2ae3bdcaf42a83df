package dev.rdi.source.example;

import dev.rdi.source.Change;
import dev.rdi.source.ColumnType;
import dev.rdi.source.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One table as a file to which somebody appends. Its first line declares the columns ({@code id:integer:key,name:text}); a
 * line is a row that is new or has changed, one that begins with a minus is the key of a row that is gone:
 *
 * <pre>
 * id:integer:key,name:text,price:decimal
 * 1,apple,0.30
 * 2,pear,0.45
 * 1,apple,0.35
 * -2
 * </pre>
 *
 * <p>Confined to one thread.
 */
final class CsvFile {

    private final Path path;
    private final Table table;
    private final List<String> columns = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final long begin;

    /** Reads the declaration of a file called {@code schema.table.csv}. */
    CsvFile(Path path) throws IOException {
        this.path = path;
        String[] names = String.valueOf(path.getFileName()).split("\\.", -1);
        Table declared = Table.named(names[0], names[1]);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            Line header = next(file).orElseThrow(() -> new IOException(path + " has no first line yet"));
            for (String column : header.text().split(",", -1)) {
                String[] parts = column.split(":", -1);
                ColumnType type = ColumnType.valueOf(parts[1].toUpperCase(Locale.ROOT));
                boolean isKey = parts.length > 2;
                declared = isKey ? declared.key(parts[0], type) : declared.column(parts[0], type);
                columns.add(parts[0]);
                if (isKey) {
                    keys.add(parts[0]);
                }
            }
            this.begin = header.end();
        }
        this.table = declared;
    }

    String name() {
        return table.qualifiedName();
    }

    /** Where the first row is. */
    long begin() {
        return begin;
    }

    record Line(String text, long end) {}

    /** What was appended behind a place, without a line that isn't ended yet. */
    List<Line> linesBehind(long place, int most) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(place);
            Optional<Line> line = next(file);
            while (line.isPresent() && lines.size() < most) {
                lines.add(line.get());
                line = next(file);
            }
        }
        return lines;
    }

    private static Optional<Line> next(RandomAccessFile file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int c = file.read(); c >= 0; c = file.read()) {
            if (c == '\n') {
                return Optional.of(new Line(bytes.toString(StandardCharsets.UTF_8), file.getFilePointer()));
            }
            bytes.write(c);
        }
        return Optional.empty();
    }

    /** The change that a line stands for. Its number is its place in the file: it grows, and a line keeps it. */
    Change change(Line line, boolean snapshot) {
        boolean gone = line.text().startsWith("-");
        List<String> names = gone ? keys : columns;
        String[] values = line.text().substring(gone ? 1 : 0).split(",", -1);
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), values.length); i++) {
            if (!values[i].isEmpty()) {
                row.put(names.get(i), values[i]);
            }
        }
        Change change =
                gone ? Change.delete(table, row) : snapshot ? Change.read(table, row) : Change.create(table, row);
        return change.numbered(line.end()).from(String.valueOf(line.end()));
    }
}
