package dev.rdi.redis.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.rdi.model.RdiException;
import dev.rdi.testing.TestAuthority;
import dev.rdi.testing.TestAuthority.Issued;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

    private static final String PASSWORD = "pass word";
    private static final TestAuthority ROOT = TestAuthority.root("root");

    @ParameterizedTest
    @DisplayName("R68: PKCS#8 and what OpenSSL used to write, RSA, EC and Ed25519")
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void readsPlainKeys(String algorithm) {
        Issued issued = ROOT.issue("client", algorithm, "127.0.0.1");
        assertUsable(issued.certificate(), issued.key(), Optional.empty());
        assertUsable(issued.certificate(), TestAuthority.traditional(issued.keys()), Optional.empty());
    }

    @ParameterizedTest
    @DisplayName("R68: encrypted keys, of PKCS#8 and of OpenSSL's old form")
    @ValueSource(booleans = {true, false})
    void readsEncryptedKeys(boolean modern) throws Exception {
        Issued issued = ROOT.issue("client", "RSA", "127.0.0.1");
        String key = encrypted(issued.keys().getPrivate(), modern);
        assertUsable(issued.certificate(), key, Optional.of(PASSWORD));
        assertThat(codeOf(issued.certificate(), key, Optional.of("wrong"))).isEqualTo("tls.key-password");
        assertThat(codeOf(issued.certificate(), key, Optional.empty())).isEqualTo("tls.key-password");
    }

    @Test
    @DisplayName("R68, R69: chains in any order, CRLF, no last line break, text between the blocks")
    void readsWhatPeopleHave() {
        TestAuthority first = ROOT.intermediate("first");
        TestAuthority second = first.intermediate("second");
        Issued issued = second.issue("client");
        String shuffled = "subject=CN = first\r\n" + first.certificate() + "some words\n" + issued.certificate();
        assertUsable(shuffled.replace("\n", "\r\n").strip(), issued.key().strip(), Optional.empty());
        assertUsable(shuffled.replace("\n", "\\n"), issued.key().replace("\n", "\\n"), Optional.empty());
        assertThat(Pem.of(
                                "CA certificate",
                                ROOT.certificate() + TestAuthority.root("other").certificate())
                        .certificates())
                .hasSize(2);
    }

    @Test
    void saysWhatIsWrong(@TempDir Path folder) {
        Issued issued = ROOT.issue("client");
        String other = ROOT.issue("other").key();
        Path file = folder.resolve("cert.pem");
        issued.write(file, folder.resolve("key.pem"));
        assertUsable(file.toString(), folder.resolve("key.pem").toString(), Optional.empty());
        assertThat(codeOf(issued.certificate(), other, Optional.empty())).isEqualTo("tls.key-mismatch");
        assertThat(codeOf(issued.key(), issued.certificate(), Optional.empty())).isEqualTo("tls.pem");
        assertThat(codeOf(folder.resolve("none.pem").toString(), other, Optional.empty()))
                .isEqualTo("tls.file");
        assertThat(codeOf(issued.certificate().replace("M", "!"), issued.key(), Optional.empty()))
                .isEqualTo("tls.pem");
        assertThatThrownBy(() -> TlsContexts.of(new Tls(
                        true,
                        Optional.empty(),
                        Optional.of(issued.certificate()),
                        Optional.empty(),
                        Optional.empty(),
                        true)))
                .hasMessage("there is a client certificate without a key");
    }

    @Test
    @DisplayName("R72: neither key nor password is printed")
    void printsNoKey() {
        Issued issued = ROOT.issue("client");
        assertThat(tls(issued.certificate(), issued.key(), Optional.of(PASSWORD)))
                .asString()
                .isEqualTo("Tls[mutual]");
    }

    private static void assertUsable(String certificate, String key, Optional<String> password) {
        assertThatCode(() -> TlsContexts.of(tls(certificate, key, password))).doesNotThrowAnyException();
    }

    private static String codeOf(String certificate, String key, Optional<String> password) {
        return assertThatThrownBy(() -> TlsContexts.of(tls(certificate, key, password)))
                .asInstanceOf(type(RdiException.class))
                .actual()
                .code();
    }

    private static Tls tls(String certificate, String key, Optional<String> password) {
        return new Tls(
                true, Optional.of(ROOT.certificate()), Optional.of(certificate), Optional.of(key), password, true);
    }

    private static String encrypted(PrivateKey key, boolean modern) throws IOException, OperatorCreationException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            if (modern) {
                writer.writeObject(new JcaPKCS8Generator(
                        key,
                        new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
                                .setProvider(new BouncyCastleProvider())
                                .setPassword(PASSWORD.toCharArray())
                                .build()));
            } else {
                writer.writeObject(
                        key,
                        new JcePEMEncryptorBuilder("AES-128-CBC")
                                .setProvider(new BouncyCastleProvider())
                                .build(PASSWORD.toCharArray()));
            }
        }
        return text.toString();
    }
}
