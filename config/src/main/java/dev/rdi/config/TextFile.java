package dev.rdi.config;

import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads files of text. Immutable; it has no state. */
final class TextFile {
    private TextFile() {}

    /**
     * The text of a file; empty if it can't be read, which was then reported.
     *
     * @param adviceIfMissing what to do where there is no such file
     */
    static Optional<String> read(Path file, String adviceIfMissing, Problems problems) {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            String what = Files.isDirectory(file) ? "this is a folder, not a file" : "there is no such file";
            problems.error("config.no-file", Place.NONE, what, adviceIfMissing);
            return Optional.empty();
        }
        try {
            return Optional.of(decode(Files.readAllBytes(file)));
        } catch (CharacterCodingException e) {
            problems.error("config.bad-yaml", Place.NONE, "the file is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            unreadable(e, "file", problems);
        }
        return Optional.empty();
    }

    /** Reports that a file or a folder can't be read. */
    static void unreadable(IOException e, String what, Problems problems) {
        problems.error(
                "config.unreadable",
                Place.NONE,
                "the " + what + " can't be read: " + e.getClass().getSimpleName(),
                "give this user the right to read it");
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
