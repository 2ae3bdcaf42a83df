package dev.rdi.control.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tells that the files of a folder have changed without reading them: their names, times, sizes, and where links
 * lead, because Kubernetes exchanges all files of a mounted secret by turning one link.
 *
 * <p>Immutable; it has no state.
 */
final class FileStamps {

    private FileStamps() {}

    /** The stamps of the files of a folder; empty if there is none. */
    static String of(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().map(FileStamps::file).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "";
        }
    }

    private static String file(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file.toRealPath() + " " + attributes.lastModifiedTime() + " " + attributes.size();
        } catch (IOException e) {
            return file + " is gone";
        }
    }
}
