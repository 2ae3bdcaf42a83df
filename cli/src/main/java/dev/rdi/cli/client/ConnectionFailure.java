package dev.rdi.cli.client;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.TlsFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What it means that there is no answer (edge case R45): the one place that knows the failures of connections. Stateless. */
final class ConnectionFailure {
    private static final String START =
            "start redis-di server there, or correct --api-url (or RDI_API_URL, or the context)";

    private ConnectionFailure() {}

    static RdiException of(IOException e, ApiAddress address, Duration connect, Duration read) {
        String api = "the API at " + address.base();
        if (e instanceof SSLException) {
            return tls(e, api);
        }
        if (e instanceof UnknownHostException) {
            return failure(
                    "unknown-host",
                    api + " can't be reached: nobody knows the host "
                            + address.base().getHost(),
                    "correct --api-url (or RDI_API_URL, or the context)",
                    e);
        }
        if (e instanceof SocketTimeoutException) {
            boolean connecting =
                    String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
            return connecting
                    ? failure("unreachable", api + " can't be reached within " + connect.toSeconds() + " s", START, e)
                    : failure(
                            "slow",
                            api + " has not answered within " + read.toSeconds() + " s",
                            "look at the server's log",
                            e);
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return failure("unreachable", api + " can't be reached: " + reason(e), START, e);
        }
        return broken(e, api, address.isEncrypted());
    }

    private static String reason(IOException e) {
        return e instanceof NoRouteToHostException ? "there is no route to the host" : "nothing listens there";
    }

    private static RdiException broken(IOException e, String api, boolean encrypted) {
        boolean ended = e instanceof SocketException
                || String.valueOf(e.getMessage()).startsWith("Unexpected end of file")
                || String.valueOf(e.getMessage()).startsWith("Invalid Http response");
        String cure = ended && !encrypted
                ? "if it has TLS, write https:// in --api-url; else look at the server's log"
                : "try again; if it stays so, look at the server's log";
        return failure("broken", api + " ended the connection without an answer", cure, e);
    }

    private static RdiException tls(IOException e, String api) {
        Optional<TlsFailure> known = TlsFailure.of(e);
        String cure = known.map(TlsFailure::code).orElse("").equals("untrusted")
                ? "give the certificate of its authority with --cacert FILE (or RDI_CACERT, or the context)"
                : known.map(TlsFailure::cure).orElse("look at the server's log and TLS settings");
        return failure(
                "tls-" + known.map(TlsFailure::code).orElse("failed"),
                api + " " + known.map(TlsFailure::what).orElse("and we don't agree upon TLS"),
                cure,
                e);
    }

    private static RdiException failure(String code, String what, String cure, IOException cause) {
        return new RdiException(ErrorKind.TRANSIENT, "cli.api-" + code, what, cure, cause);
    }
}
