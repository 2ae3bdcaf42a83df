package dev.rdi.redis.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Certificates and keys as files in PKCS#12, for libraries that take nothing else. The files lie in a folder that only
 * this user may look into, are encrypted with a password that only this process knows, and go with it.
 *
 * <p>Immutable; what makes it is thread-safe.
 *
 * @param trusted the certificates of the authorities; nothing where Java's own count
 * @param own the client's certificate and key
 * @param password of both
 */
public record TlsFiles(Optional<Path> trusted, Optional<Path> own, String password) {

    private static final int PASSWORD_BYTES = 24;
    private static final Map<String, TlsFiles> KNOWN = new ConcurrentHashMap<>();

    /**
     * The files for what the settings hold now: the same as before, if that is the same.
     *
     * @throws dev.rdi.model.RdiException CONFIG if certificates or key can't be used
     */
    public static TlsFiles of(Tls tls) {
        TlsContexts.of(tls); // Says what is wrong with them.
        try {
            Optional<KeyStore> trusted = TlsContexts.trusted(tls);
            Optional<KeyStore> own = TlsContexts.own(tls, new char[0]);
            String content = content(trusted) + content(own);
            TlsFiles known = KNOWN.get(content);
            if (known == null) {
                known = write(tls);
                KNOWN.put(content, known);
            }
            return known;
        } catch (GeneralSecurityException | IOException e) {
            throw Pem.failure(
                    "tls.unusable",
                    "certificates or key can't be written to the temporary folder: " + e.getMessage(),
                    "make room there or name another one by -Djava.io.tmpdir=FOLDER");
        }
    }

    private static TlsFiles write(Tls tls) throws GeneralSecurityException, IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path folder = Files.createTempDirectory(
                "rdi-tls-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        folder.toFile().deleteOnExit();
        return new TlsFiles(
                write(TlsContexts.trusted(tls), folder.resolve("trusted.p12"), password),
                write(TlsContexts.own(tls, password.toCharArray()), folder.resolve("own.p12"), password),
                password);
    }

    private static Optional<Path> write(Optional<KeyStore> store, Path file, String password)
            throws GeneralSecurityException, IOException {
        if (store.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.get().store(bytes, password.toCharArray());
        Files.write(file, bytes.toByteArray());
        file.toFile().deleteOnExit();
        return Optional.of(file);
    }

    /** Differs where the certificates do. */
    private static String content(Optional<KeyStore> store) throws GeneralSecurityException {
        StringBuilder content = new StringBuilder();
        if (store.isPresent()) {
            for (String alias : java.util.Collections.list(store.get().aliases())) {
                content.append(alias)
                        .append(HexFormat.of()
                                .formatHex(store.get().getCertificate(alias).getEncoded()));
            }
        }
        return content.append('|').toString();
    }

    @Override
    public String toString() {
        return "TlsFiles[" + trusted + ", " + own + "]";
    }
}
