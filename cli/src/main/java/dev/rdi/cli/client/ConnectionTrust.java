package dev.rdi.cli.client;

import dev.rdi.redis.tls.Tls;
import dev.rdi.redis.tls.TlsContexts;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Which certificates of the API are trusted. Confined to one thread. */
final class ConnectionTrust {
    private final ApiAddress address;
    private Optional<SSLSocketFactory> sockets = Optional.empty();

    ConnectionTrust(ApiAddress address) {
        this.address = address;
    }

    void apply(HttpsURLConnection connection) {
        if (address.insecure()) {
            connection.setSSLSocketFactory(sockets(true));
            connection.setHostnameVerifier((host, session) -> true);
        } else if (address.cacert().isPresent()) {
            connection.setSSLSocketFactory(sockets(false));
        }
    }

    /** One for all connections, so that they are used again. */
    private SSLSocketFactory sockets(boolean any) {
        if (sockets.isEmpty()) {
            SSLContext context = any
                    ? trustingAll()
                    : TlsContexts.of(new Tls(
                            true, address.cacert(), Optional.empty(), Optional.empty(), Optional.empty(), true));
            sockets = Optional.of(context.getSocketFactory());
        }
        return sockets.get();
    }

    private static SSLContext trustingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** What {@code --insecure} asks for. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
