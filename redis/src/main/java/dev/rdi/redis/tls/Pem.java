package dev.rdi.redis.tls;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/**
 * Certificates and keys out of PEM text: whatever line ends, and whatever text between the blocks. Keys of the kinds
 * PKCS#1, SEC 1 and PKCS#8, plain or encrypted (edge cases R68, R69).
 *
 * <p>Immutable.
 */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** Knows the ciphers that keys are encrypted with. It isn't registered: whatever else Java does stays as it is. */
    private static final Provider CIPHERS = new BouncyCastleProvider();

    private final String what;
    private final String place;
    private final String text;

    private Pem(String what, String place, String text) {
        this.what = what;
        this.place = place;
        this.text = text;
    }

    /**
     * A PEM text, or what a file holds.
     *
     * @param what it is, for messages, for example {@code client key}
     * @throws RdiException CONFIG if there is no such file, or it can't be read
     */
    static Pem of(String what, String textOrPath) {
        if (textOrPath.contains("-----BEGIN")) {
            return new Pem(what, "given as text", textOrPath.replace("\\n", "\n"));
        }
        try {
            Path file = Path.of(textOrPath.strip());
            return new Pem(what, "file " + file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw failure(
                    "tls.file", "there is no file " + textOrPath.strip() + " with the " + what, "correct the path");
        } catch (IOException e) {
            throw failure(
                    "tls.file",
                    "the file " + textOrPath.strip() + " with the " + what + " can't be read",
                    "give the user that runs this process the right to read it");
        } catch (InvalidPathException e) {
            throw failure(
                    "tls.pem",
                    "the " + what + " is neither PEM nor the path of a file",
                    "give the path of a PEM file, or its text, which has a line -----BEGIN …-----");
        }
    }

    /**
     * All certificates, in the order of the text.
     *
     * @throws RdiException CONFIG if there is none
     */
    List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        for (String block : blocks("CERTIFICATE")) {
            try {
                certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1))));
            } catch (CertificateException e) {
                throw failure(
                        "tls.pem",
                        "a certificate of the " + what + " (" + place + ") is damaged",
                        "write the file anew; nothing within a block may be changed or left out");
            }
        }
        if (certificates.isEmpty()) {
            throw failure(
                    "tls.pem",
                    "the " + what + " (" + place + ") has no block -----BEGIN CERTIFICATE-----",
                    text.contains("PRIVATE KEY")
                            ? "it holds a private key: key and certificate may be mixed up"
                            : "convert it to PEM, for example with openssl x509 -inform der");
        }
        return certificates;
    }

    /**
     * The private key.
     *
     * @throws RdiException CONFIG if there is none, or the password is missing or wrong
     */
    PrivateKey privateKey(Optional<String> password) {
        Optional<String> block = blocks("[A-Z0-9 ]*PRIVATE KEY").stream().findFirst();
        if (block.isEmpty()) {
            throw failure(
                    "tls.pem",
                    "the " + what + " (" + place + ") has no block -----BEGIN … PRIVATE KEY-----",
                    text.contains("CERTIFICATE")
                            ? "it holds a certificate: key and certificate may be mixed up"
                            : "convert it to PEM, for example with openssl pkey -inform der");
        }
        try (PEMParser parser = new PEMParser(new StringReader(block.get()))) {
            return new JcaPEMKeyConverter().getPrivateKey(keyInfo(parser.readObject(), password));
        } catch (IOException | OperatorCreationException | RuntimeException e) {
            if (e instanceof RdiException known) {
                throw known;
            }
            throw failure(
                    "tls.pem",
                    "the " + what + " (" + place + ") is damaged, or of a kind that isn't known",
                    "convert it, for example with openssl pkcs8 -topk8 -nocrypt");
        }
    }

    private PrivateKeyInfo keyInfo(Object parsed, Optional<String> password)
            throws IOException, OperatorCreationException {
        if (parsed instanceof PEMKeyPair pair) {
            return pair.getPrivateKeyInfo();
        }
        if (parsed instanceof PrivateKeyInfo plain) {
            return plain;
        }
        char[] secret = password.orElseThrow(() -> failure(
                        "tls.key-password",
                        "the " + what + " (" + place + ") is encrypted, and no password is given",
                        "give its password as key_password"))
                .toCharArray();
        try {
            if (parsed instanceof PEMEncryptedKeyPair pair) {
                return pair.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                .setProvider(CIPHERS)
                                .build(secret))
                        .getPrivateKeyInfo();
            }
            return ((PKCS8EncryptedPrivateKeyInfo) parsed)
                    .decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(CIPHERS)
                            .build(secret));
        } catch (PEMException | PKCSException e) {
            throw failure(
                    "tls.key-password",
                    "the password of the " + what + " (" + place + ") is wrong",
                    "correct key_password");
        }
    }

    private List<String> blocks(String type) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text.replace("\r", ""));
        while (matcher.find()) {
            if (matcher.group(1).matches(type)) {
                blocks.add(matcher.group() + "\n");
            }
        }
        return blocks;
    }

    static RdiException failure(String code, String what, String cure) {
        return new RdiException(ErrorKind.CONFIG, code, what, cure);
    }
}
