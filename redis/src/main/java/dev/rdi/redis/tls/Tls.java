package dev.rdi.redis.tls;

import java.util.Optional;

/**
 * Whether and how a connection is encrypted. Certificates and keys are PEM texts or the paths of PEM files; files are
 * read for each connection, so that a changed one counts from the next connection on.
 *
 * <p>Immutable. Its text form leaves the key and its password out.
 *
 * @param enabled whether it is encrypted at all
 * @param ca the authorities that the server's certificate is checked against; without them those that Java knows
 * @param cert the client's certificate, with its chain in any order; empty if the server wants none
 * @param key the client's private key
 * @param keyPassword of the private key, if it has one
 * @param verifiesHost whether the server's certificate must name the host that we connect to
 */
public record Tls(
        boolean enabled,
        Optional<String> ca,
        Optional<String> cert,
        Optional<String> key,
        Optional<String> keyPassword,
        boolean verifiesHost) {

    /** No encryption. */
    public static final Tls NONE =
            new Tls(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);

    /** Encryption, checked against the authorities that Java knows. */
    public static final Tls SYSTEM =
            new Tls(true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);

    /** The same with or without a look at the name in the server's certificate. */
    public Tls verifyingHost(boolean verifies) {
        return new Tls(enabled, ca, cert, key, keyPassword, verifies);
    }

    @Override
    public String toString() {
        if (!enabled) {
            return "Tls[off]";
        }
        return "Tls[" + (cert.isPresent() ? "mutual" : "server only") + (verifiesHost ? "" : ", any host name") + "]";
    }
}
