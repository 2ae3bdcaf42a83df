package dev.rdi.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Makes and removes the folders that servers work in. Thread-safe. */
final class Folders {
    private static final long NEEDED_BYTES = 300L << 20;

    private Folders() {}

    /** A new folder under the temporary folder, after a look whether there is room for a server. */
    static Path temporary(String prefix) {
        Path parent = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        try {
            requireRoom(parent);
            return Files.createTempDirectory(parent, prefix);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "embedded.no-temporary-folder",
                    "Can't make a folder in " + parent + " (" + e.getMessage() + ")",
                    "Name a temporary folder that can be written to by -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    private static void requireRoom(Path parent) throws IOException {
        long free = Files.getFileStore(parent).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new EmbeddedServerException(
                    "embedded.disk-full",
                    "%s has %d MB left, and a server needs %d MB".formatted(parent, free >> 20, NEEDED_BYTES >> 20),
                    "Make room or name another temporary folder by -Djava.io.tmpdir=FOLDER");
        }
    }

    /** Removes a folder with all that is in it; files that vanish meanwhile are no failure. */
    static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new Deleting());
        } catch (NoSuchFileException e) {
            // It is gone, as wanted.
        } catch (IOException e) {
            throw new UncheckedIOException("can't remove " + folder, e);
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
