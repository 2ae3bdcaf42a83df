package dev.rdi.config.secret;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** References to the files of a folder, such as a mounted Kubernetes secret. Thread-safe. */
final class DirectoryReferences implements References {
    private final Path directory;

    DirectoryReferences(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "secrets.no-directory",
                    "there is no folder " + directory + " with secrets",
                    "create it with one file for each secret, or correct the path given with --secrets-dir");
        }
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public Optional<String> find(String name) {
        return fileOf(name).map(DirectoryReferences::read);
    }

    /** A name that leaves the folder, or isn't the name of a file at all, refers to nothing here. */
    private Optional<Path> fileOf(String name) {
        try {
            Path file = directory.resolve(name).normalize();
            return directory.equals(file.getParent()) && Files.isRegularFile(file)
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String read(Path file) {
        try {
            return withoutLineBreak(Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8 text", "write the value as text; a binary key in PEM form", e);
        } catch (IOException e) {
            throw unreadable(file, e.getClass().getSimpleName(), "give this user the right to read the file", e);
        }
    }

    private static RdiException unreadable(Path file, String why, String cure, IOException cause) {
        return new RdiException(
                ErrorKind.CONFIG,
                "secrets.unreadable",
                "the secret in the file " + file + " can't be read: " + why,
                cure,
                cause);
    }

    private static String withoutLineBreak(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
