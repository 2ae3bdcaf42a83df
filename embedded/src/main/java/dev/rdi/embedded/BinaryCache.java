package dev.rdi.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Keeps unpacked server programs under the temporary folder, so that only the first start unpacks.
 *
 * <p>A folder is named after the content of the resource, is put in place in one step and remembers
 * how many files it holds: one that a cleaner of old files thinned out is unpacked again.
 * Thread-safe, also between processes.
 */
final class BinaryCache {
    private static final String COUNT_FILE = ".count";

    private final Path root;

    BinaryCache(Path root) {
        this.root = root;
    }

    /** How the content of a resource becomes files in a folder. */
    interface Unpacking {
        void unpack(InputStream content, Path folder) throws IOException;
    }

    static BinaryCache ofThisUser() {
        String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9_.-]", "_");
        return new BinaryCache(Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "rdi-servers-" + user));
    }

    /**
     * The folder with the unpacked resource.
     *
     * @param resource a path on the class path
     * @param artifact what to add to the class path if the resource is missing
     */
    Path folder(String resource, String artifact, Unpacking unpacking) {
        try {
            Path folder = root.resolve(name(resource, artifact));
            if (!isComplete(folder)) {
                installLocked(resource, artifact, unpacking, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "embedded.cannot-unpack",
                    "Can't unpack %s into %s (%s)".formatted(resource, root, e.getMessage()),
                    "Make room there or name another temporary folder by -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    private static String name(String resource, String artifact) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(open(resource, artifact), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        String plain = resource.substring(resource.lastIndexOf('/') + 1);
        return plain + "-" + HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    /** One thread of one process at a time: file locks are held by a whole JVM. */
    private void installLocked(String resource, String artifact, Unpacking unpacking, Path folder) throws IOException {
        requireOwnRoot();
        synchronized (BinaryCache.class) {
            try (FileChannel channel = FileChannel.open(
                            root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !isComplete(folder)) {
                    install(resource, artifact, unpacking, folder);
                }
            }
        }
    }

    private void install(String resource, String artifact, Unpacking unpacking, Path folder) throws IOException {
        Folders.delete(folder);
        Path fresh = Files.createTempDirectory(root, ".unpacking-");
        try (InputStream in = open(resource, artifact)) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpacking.unpack(in, fresh);
            Files.writeString(fresh.resolve(COUNT_FILE), Long.toString(files(fresh)));
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(fresh);
        }
    }

    private static boolean isComplete(Path folder) throws IOException {
        Path count = folder.resolve(COUNT_FILE);
        return Files.exists(count) && Files.readString(count).equals(Long.toString(files(folder)));
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !Files.isDirectory(path) && !path.endsWith(COUNT_FILE))
                    .count();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Programs are run from here, so nobody else may have put the folder there. */
    private void requireOwnRoot() throws IOException {
        try {
            Files.createDirectory(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (FileAlreadyExistsException e) {
            Path probe = Files.createTempFile(root, ".owner-", "");
            boolean own = Files.getOwner(root).equals(Files.getOwner(probe)) && !Files.isSymbolicLink(root);
            Files.delete(probe);
            if (!own) {
                throw new IOException("the folder belongs to somebody else", e);
            }
        }
    }

    private static InputStream open(String resource, String artifact) {
        InputStream in = BinaryCache.class.getResourceAsStream("/" + resource);
        if (in == null) {
            throw new EmbeddedServerException(
                    "embedded.binaries-missing",
                    "The class path holds no " + resource,
                    "Add the artifact " + artifact + " or build on this platform");
        }
        return in;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
