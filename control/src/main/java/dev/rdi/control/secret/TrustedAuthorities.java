package dev.rdi.control.secret;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Makes TLS that trusts the certificates of some authorities and no others.
 *
 * <p>Immutable; it has no state.
 */
final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /**
     * TLS for clients.
     *
     * @param pem a PEM file or the text itself
     */
    static SSLContext of(String pem) {
        try {
            String text = pem.contains("-----BEGIN") ? pem : Files.readString(Path.of(pem));
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))) {
                trusted.setCertificateEntry("ca-" + number++, certificate);
            }
            if (number == 0) {
                throw unreadable(new IOException("it has no certificate"));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    private static RdiException unreadable(Exception e) {
        return new RdiException(
                ErrorKind.CONFIG,
                "vault.bad-ca",
                "vaultCACertPath gives no certificates: " + e.getClass().getSimpleName(),
                "give the path of a PEM file, or its text",
                e);
    }
}
