package dev.rdi.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority that issues certificates to test with.
 *
 * <p>Thread-safe.
 */
public final class TestAuthority {

    private static final Duration VALID = Duration.ofDays(1);
    private static final String LOCALHOST = "127.0.0.1";

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final String chain;

    private TestAuthority(KeyPair keys, X509Certificate certificate, String chain) {
        this.keys = keys;
        this.certificate = certificate;
        this.chain = chain;
    }

    /**
     * A certificate and its key.
     *
     * @param certificate in PEM, followed by those of the authorities between it and the root
     * @param key in PEM, PKCS#8
     * @param keys the same as objects
     */
    public record Issued(String certificate, String key, KeyPair keys) {

        /** Writes both into files of these names. */
        public Issued write(Path certificateFile, Path keyFile) {
            TestAuthority.write(certificateFile, certificate);
            TestAuthority.write(keyFile, key);
            keyFile.toFile().setReadable(false, false);
            keyFile.toFile().setReadable(true, true);
            return this;
        }
    }

    /** A new root. */
    public static TestAuthority root(String name) {
        KeyPair keys = keyPair("EC");
        X509Certificate own = sign(name, keys, Optional.empty(), keys.getPrivate(), true, "", VALID);
        return new TestAuthority(keys, own, "");
    }

    /** A new authority below this one. */
    public TestAuthority intermediate(String name) {
        KeyPair own = keyPair("EC");
        X509Certificate issued = sign(name, own, Optional.of(certificate), keys.getPrivate(), true, "", VALID);
        return new TestAuthority(own, issued, pem("CERTIFICATE", encoded(issued)) + chain);
    }

    /** The certificate of this authority, in PEM. */
    public String certificate() {
        return pem("CERTIFICATE", encoded(certificate));
    }

    /** Writes the certificate of this authority into a file. */
    public Path write(Path file) {
        write(file, certificate());
        return file;
    }

    /** A certificate for 127.0.0.1. */
    public Issued issue(String name) {
        return issue(name, "EC", LOCALHOST);
    }

    /**
     * A certificate.
     *
     * @param algorithm of its keys: RSA, EC or Ed25519
     * @param host an address or a name that it is for
     */
    public Issued issue(String name, String algorithm, String host) {
        return issue(name, algorithm, host, VALID);
    }

    /** A certificate that isn't valid any more. */
    public Issued expired(String name) {
        return issue(name, "EC", LOCALHOST, VALID.negated());
    }

    private Issued issue(String name, String algorithm, String host, Duration validity) {
        KeyPair own = keyPair(algorithm);
        X509Certificate issued = sign(name, own, Optional.of(certificate), keys.getPrivate(), false, host, validity);
        return new Issued(
                pem("CERTIFICATE", encoded(issued)) + chain,
                pem("PRIVATE KEY", own.getPrivate().getEncoded()),
                own);
    }

    /** A key in the form that OpenSSL used to write it in: PKCS#1, SEC 1; Ed25519 never had one of its own. */
    public static String traditional(KeyPair keys) {
        if (keys.getPrivate() instanceof ECPrivateKey key) {
            return sec1(key, SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        }
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(keys.getPrivate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** With the curve in it, which Java leaves out. */
    private static String sec1(ECPrivateKey key, SubjectPublicKeyInfo publicKey) {
        try {
            return pem(
                    "EC PRIVATE KEY",
                    new org.bouncycastle.asn1.sec.ECPrivateKey(
                                    key.getParams().getOrder().bitLength(),
                                    key.getS(),
                                    publicKey.getPublicKeyData(),
                                    publicKey.getAlgorithm().getParameters())
                            .getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X509Certificate sign(
            String name,
            KeyPair subject,
            Optional<X509Certificate> issuer,
            PrivateKey by,
            boolean authority,
            String host,
            Duration validity) {
        X500Principal principal = new X500Principal("CN=" + name);
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer.map(X509Certificate::getSubjectX500Principal).orElse(principal),
                new BigInteger(64, new SecureRandom()),
                Date.from(now.minus(VALID.multipliedBy(2))),
                Date.from(now.plus(validity)),
                principal,
                subject.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!host.isEmpty()) {
                int type = Character.isDigit(host.charAt(0)) ? GeneralName.iPAddress : GeneralName.dNSName;
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(type, host)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(2048);
            } else if (algorithm.equals("EC")) {
                generator.initialize(256);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
