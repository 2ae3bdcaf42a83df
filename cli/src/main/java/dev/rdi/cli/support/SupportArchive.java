package dev.rdi.cli.support;

import dev.rdi.cli.OutputFormat;
import dev.rdi.cli.StructuredText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip file that is being written. Confined to one thread. */
final class SupportArchive implements AutoCloseable {
    private final ZipOutputStream zip;
    private final Instant time;

    SupportArchive(OutputStream out, Instant time) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.time = time;
    }

    /** Adds a document as JSON. */
    void json(String name, Object value) throws IOException {
        text(name + ".json", StructuredText.of(value, OutputFormat.JSON));
    }

    void text(String name, String text) throws IOException {
        begin(name);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** Adds a file as it is. */
    void file(String name, Path file) throws IOException {
        begin(name);
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(zip);
        }
        zip.closeEntry();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(time));
        zip.putNextEntry(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
