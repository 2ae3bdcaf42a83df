package dev.rdi.redis.tls;

import dev.rdi.model.RdiException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes what Java needs for encrypted connections out of PEM.
 *
 * <p>Stateless.
 */
public final class TlsContexts {

    private static final char[] NO_PASSWORD = new char[0];
    private static final byte[] PROBE = {1, 2, 3};

    private TlsContexts() {}

    /**
     * A context for connections. It reads the files anew each time.
     *
     * @throws RdiException CONFIG if certificates or key can't be used
     */
    public static SSLContext of(Tls tls) {
        if (tls.cert().isPresent() != tls.key().isPresent()) {
            throw Pem.failure(
                    "tls.incomplete",
                    tls.cert().isPresent()
                            ? "there is a client certificate without a key"
                            : "there is a client key without a certificate",
                    "give both, cert and key");
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(tls), trustManagers(tls), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw Pem.failure(
                    "tls.unusable",
                    "certificates or key can't be used: " + e.getMessage(),
                    "check that they are valid");
        }
    }

    private static TrustManager @Nullable [] trustManagers(Tls tls) throws GeneralSecurityException, IOException {
        Optional<KeyStore> store = trusted(tls);
        if (store.isEmpty()) {
            return null; // Java's own.
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store.get());
        return factory.getTrustManagers();
    }

    /** The certificates of the authorities, nothing where Java's own count. */
    static Optional<KeyStore> trusted(Tls tls) throws GeneralSecurityException, IOException {
        if (tls.ca().isEmpty()) {
            return Optional.empty();
        }
        KeyStore store = empty();
        int number = 0;
        for (X509Certificate certificate :
                Pem.of("CA certificate", tls.ca().get()).certificates()) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        return Optional.of(store);
    }

    private static KeyManager @Nullable [] keyManagers(Tls tls) throws GeneralSecurityException, IOException {
        Optional<KeyStore> store = own(tls, NO_PASSWORD);
        if (store.isEmpty()) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store.get(), NO_PASSWORD);
        return factory.getKeyManagers();
    }

    /** The client's certificate and key, nothing where there are none. */
    static Optional<KeyStore> own(Tls tls, char[] password) throws GeneralSecurityException, IOException {
        if (tls.cert().isEmpty() || tls.key().isEmpty()) {
            return Optional.empty();
        }
        PrivateKey key = Pem.of("private key", tls.key().get()).privateKey(tls.keyPassword());
        List<X509Certificate> chain =
                chain(key, Pem.of("certificate", tls.cert().get()).certificates());
        KeyStore store = empty();
        store.setKeyEntry("key", key, password, chain.toArray(X509Certificate[]::new));
        return Optional.of(store);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** The certificates from the key's own upwards, whatever their order in the file was. */
    private static List<X509Certificate> chain(PrivateKey key, List<X509Certificate> certificates)
            throws GeneralSecurityException {
        List<X509Certificate> left = new ArrayList<>(certificates);
        List<X509Certificate> chain = new ArrayList<>();
        Optional<X509Certificate> next = Optional.empty();
        for (X509Certificate certificate : left) {
            if (next.isEmpty() && belongTogether(key, certificate)) {
                next = Optional.of(certificate);
            }
        }
        if (next.isEmpty()) {
            throw Pem.failure(
                    "tls.key-mismatch",
                    "the private key doesn't belong to the certificate "
                            + certificates.get(0).getSubjectX500Principal(),
                    "give the key that this certificate was issued for");
        }
        while (next.isPresent()) {
            X509Certificate current = next.get();
            chain.add(current);
            left.remove(current);
            next = left.stream()
                    .filter(it -> it.getSubjectX500Principal().equals(current.getIssuerX500Principal()))
                    .findFirst();
        }
        return chain;
    }

    private static boolean belongTogether(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        boolean edwards = algorithm.equals("EdDSA") || algorithm.startsWith("Ed");
        if (!algorithm.equals(key.getAlgorithm()) && !edwards) {
            return false;
        }
        String with = edwards ? "EdDSA" : algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256with" + algorithm;
        try {
            Signature signature = Signature.getInstance(with);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (java.security.InvalidKeyException | SignatureException e) {
            return false;
        }
    }
}
