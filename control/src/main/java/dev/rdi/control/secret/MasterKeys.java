package dev.rdi.control.secret;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The master keys of an installation: the first encrypts, each decrypts what was encrypted with it. So a key is replaced
 * by putting a new one before it, and taking it away when nothing needs it any more.
 *
 * <p>They come from a file ({@code RDI_MASTER_KEY_FILE}) or from a variable ({@code RDI_MASTER_KEY}): one key a line, 32
 * bytes in Base64, with {@code id:} before it or without. Immutable.
 */
public final class MasterKeys {

    /** The variable that holds the keys. */
    public static final String VARIABLE = "RDI_MASTER_KEY";

    /** The variable that names the file with the keys. */
    public static final String FILE_VARIABLE = "RDI_MASTER_KEY_FILE";

    private static final Pattern LINE = Pattern.compile("(?:([A-Za-z0-9_-]{1,32}):)?([A-Za-z0-9+/_=-]+)");
    private static final String WAY_TO_MAKE_ONE =
            "make one with redis-di generate-master-key > FILE, give it to every server and command with "
                    + FILE_VARIABLE + "=FILE, and keep a copy elsewhere";

    private final List<MasterKey> keys;
    private final Optional<String> warning;

    private MasterKeys(List<MasterKey> keys, Optional<String> warning) {
        this.keys = List.copyOf(keys);
        this.warning = warning;
    }

    /** No key: secrets can be listed and deleted, but neither stored nor read. */
    public static MasterKeys none() {
        return new MasterKeys(List.of(), Optional.empty());
    }

    /** These keys, of which the first encrypts. */
    public static MasterKeys of(MasterKey... keys) {
        return new MasterKeys(List.of(keys), Optional.empty());
    }

    /**
     * Reads the keys, if there are any.
     *
     * @param file an explicit key file, which comes before the variables
     * @param environment the variables, as {@link System#getenv()} gives them
     * @throws RdiException CONFIG if what is there is no list of keys
     */
    public static MasterKeys load(Optional<Path> file, Map<String, String> environment) {
        Optional<Path> path = file.or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE))
                .filter(name -> !name.isBlank())
                .map(Path::of));
        if (path.isPresent()) {
            return read(path.get());
        }
        String text = environment.getOrDefault(VARIABLE, "");
        return text.isBlank() ? none() : new MasterKeys(parse(text, "the variable " + VARIABLE), Optional.empty());
    }

    private static MasterKeys read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return new MasterKeys(parse(text, "the file " + file), tooOpen(file));
        } catch (IOException e) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "secrets.master-key-unreadable",
                    "the master key can't be read from " + file + ": "
                            + e.getClass().getSimpleName(),
                    "correct the path, or give this user the right to read the file; if there is no key yet, "
                            + WAY_TO_MAKE_ONE,
                    e);
        }
    }

    private static Optional<String> tooOpen(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")
                || !Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            return Optional.empty();
        }
        return Optional.of("everybody on this machine can read the master key in " + file + "; chmod 600 " + file);
    }

    /** Lines that are empty or begin with # are passed over; a variable may have spaces for line breaks. */
    private static List<MasterKey> parse(String text, String where) {
        List<MasterKey> keys = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.strip().startsWith("#")) {
                continue;
            }
            for (String word : line.strip().split("[\\s,]+", -1)) {
                if (!word.isEmpty()) {
                    add(keys, key(word, where), where);
                }
            }
        }
        if (keys.isEmpty()) {
            throw malformed(where, "it has none");
        }
        return keys;
    }

    private static void add(List<MasterKey> keys, MasterKey key, String where) {
        Optional<MasterKey> known =
                keys.stream().filter(it -> it.id().equals(key.id())).findFirst();
        if (known.isEmpty()) {
            keys.add(key);
        } else if (!known.get().isSame(key)) {
            throw malformed(where, "it has two keys with the id " + key.id());
        }
    }

    private static MasterKey key(String word, String where) {
        Matcher matcher = LINE.matcher(word);
        if (!matcher.matches()) {
            throw malformed(where, "it isn't Base64");
        }
        byte[] key = decode(matcher.group(2), where);
        if (key.length != MasterKey.LENGTH) {
            throw malformed(where, "it has " + key.length + " bytes, not " + MasterKey.LENGTH);
        }
        String id = matcher.group(1);
        return id == null ? MasterKey.of(key) : new MasterKey(id, key);
    }

    private static byte[] decode(String text, String where) {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw malformed(where, "it isn't Base64");
        }
    }

    private static RdiException malformed(String where, String why) {
        return new RdiException(
                ErrorKind.CONFIG,
                "secrets.master-key-malformed",
                where + " has no valid master key: " + why,
                "write 32 random bytes in Base64, one key a line; redis-di generate-master-key makes one");
    }

    /** What is doubtful about where the keys come from. */
    public Optional<String> warning() {
        return warning;
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /**
     * The key that encrypts.
     *
     * @throws RdiException CONFIG with the way to make a key, if there is none
     */
    MasterKey first() {
        if (keys.isEmpty()) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "secrets.no-master-key",
                    "secrets are stored encrypted, and there is no master key to do it with",
                    WAY_TO_MAKE_ONE);
        }
        return keys.get(0);
    }

    /**
     * A key for something else than secrets, which every server with the same first key derives alike; none without one.
     *
     * @param purpose tells such keys apart
     */
    public Optional<byte[]> derived(String purpose) {
        return keys.stream().findFirst().map(key -> key.derived(purpose));
    }

    Optional<MasterKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** The ids, for messages. */
    String ids() {
        return String.join(", ", keys.stream().map(MasterKey::id).toList());
    }

    @Override
    public String toString() {
        return "MasterKeys[" + ids() + "]";
    }
}
