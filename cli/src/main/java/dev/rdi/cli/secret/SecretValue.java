package dev.rdi.cli.secret;

import dev.rdi.config.secret.Secret;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The value of a secret, and what it is.
 *
 * <p>Immutable. Its text form hides the value.
 *
 * @param type as the API calls it: {@code simple}, {@code file}, {@code binary_file}
 * @param value of a binary file in base64
 */
record SecretValue(String type, Secret value) {

    /** Names of secrets that are usually files. */
    private static final Pattern CERTIFICATE_OR_KEY = Pattern.compile("(.*[_.-])?(CACERT|CA|CERT|CRT|KEY|PEM)");

    static SecretValue simple(String text) {
        return new SecretValue("simple", new Secret(text));
    }

    /** The content of a file. */
    static SecretValue ofFile(Path path) {
        try {
            return content(Files.readAllBytes(path));
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    /** The content of a file that comes through a stream. */
    static SecretValue ofFile(InputStream input) {
        return content(read(input));
    }

    /** A text that comes through a stream. */
    static SecretValue ofText(InputStream input) {
        return simple(withoutLineBreak(new String(read(input), StandardCharsets.UTF_8)));
    }

    /** Whether a secret of this name is usually a file, and the text isn't already the content of one. */
    static boolean mayNameFile(String name, String text) {
        return CERTIFICATE_OR_KEY.matcher(name.toUpperCase(Locale.ROOT)).matches() && !text.contains("-----BEGIN");
    }

    static boolean isReadableFile(String text) {
        try {
            return Files.isRegularFile(Path.of(text)) && Files.isReadable(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static SecretValue content(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new SecretValue("file", new Secret(withoutLineBreak(text)));
        } catch (CharacterCodingException e) {
            return new SecretValue("binary_file", new Secret(Base64.getEncoder().encodeToString(bytes)));
        }
    }

    /** As files in a folder of secrets are read. */
    private static String withoutLineBreak(String text) {
        return text.replaceFirst("\\r?\\n\\z", "");
    }

    private static byte[] read(InputStream input) {
        try {
            return input.readAllBytes();
        } catch (IOException e) {
            throw unreadable("the standard input", e);
        }
    }

    private static RdiException unreadable(String what, IOException e) {
        return new RdiException(
                ErrorKind.CONFIG,
                "secrets.file-unreadable",
                "the value can't be read from " + what + ": " + e.getClass().getSimpleName(),
                "correct the path, or give this user the right to read the file",
                e);
    }
}
