package dev.rdi.redis.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why two sides didn't agree upon an encrypted connection (edge cases R45, R70).
 *
 * <p>Immutable.
 *
 * @param code the last part of a stable code, for example {@code untrusted}
 * @param what goes on behind the name of the server, for example {@code has a certificate of an unknown authority}
 */
public record TlsFailure(String code, String what, String cure) {

    private static final TlsFailure EXPIRED =
            new TlsFailure("expired", "has a certificate that isn't valid now", "renew it, or set the clocks right");
    private static final TlsFailure UNTRUSTED = new TlsFailure(
            "untrusted",
            "has a certificate of an authority that isn't trusted",
            "give the certificate of that authority (cacert), with the intermediate ones if the server doesn't send them");
    private static final TlsFailure HOST = new TlsFailure(
            "host-name",
            "has a certificate for another host name",
            "connect with a name that the certificate has, or switch the check of host names off");
    private static final TlsFailure CLIENT = new TlsFailure(
            "client-certificate",
            "refuses our certificate, or wants one",
            "give cert and key that the server's authority has issued");
    private static final TlsFailure NO_TLS =
            new TlsFailure("not-offered", "doesn't speak TLS on this port", "use its TLS port, or connect without TLS");

    /** What a failed connection means; empty if TLS has nothing to do with it. */
    public static Optional<TlsFailure> of(Throwable failure) {
        Optional<SSLException> tls = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return Optional.of(EXPIRED);
            }
            if (cause instanceof CertPathBuilderException) {
                return Optional.of(UNTRUSTED);
            }
            String message = String.valueOf(cause.getMessage());
            if (message.startsWith("No name matching")
                    || message.startsWith("No subject alternative")
                    || message.contains("could not be verified by hostnameverifier")) {
                return Optional.of(HOST);
            }
            if (cause instanceof SSLException ssl) {
                tls = Optional.of(ssl);
            }
        }
        return tls.map(it -> byMessage(String.valueOf(it.getMessage())));
    }

    private static TlsFailure byMessage(String message) {
        boolean alert = message.contains("fatal alert:");
        if (alert && (message.contains("certificate") || message.contains("unknown_ca"))) {
            return CLIENT;
        }
        if (message.startsWith("Unsupported or unrecognized SSL message")) {
            return NO_TLS;
        }
        return new TlsFailure(
                "failed", "and we don't agree upon TLS: " + message, "look at the server's log and TLS settings");
    }
}
