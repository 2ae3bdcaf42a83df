package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.Tls;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is and who we are there.
 *
 * <p>Immutable. Its text form leaves the password out.
 *
 * @param host name or address
 * @param port the port
 * @param user the ACL user; empty for the default user
 * @param password empty if none is needed
 * @param tls whether and how the connection is encrypted
 */
public record RedisAddress(String host, int port, String user, String password, Tls tls) {

    private static final int DEFAULT_PORT = 6379;

    public RedisAddress(String host, int port) {
        this(host, port, "", "", Tls.NONE);
    }

    /**
     * Reads {@code redis://[[user]:password@]host[:port]}, {@code rediss://…} for TLS. Special characters in user and
     * password are percent-encoded.
     *
     * @throws RdiException of kind CONFIG if the text is not such an address
     */
    public static RedisAddress parse(String url) {
        try {
            URI uri = new URI(url.strip());
            String scheme = String.valueOf(uri.getScheme());
            boolean path = uri.getRawPath() != null && !uri.getRawPath().matches("/?0?");
            if (!scheme.matches("rediss?") || uri.getHost() == null || path) {
                throw malformed(null);
            }
            String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
            int colon = userInfo.indexOf(':');
            String user = colon < 0 ? "" : userInfo.substring(0, colon);
            String password = colon < 0 ? userInfo : userInfo.substring(colon + 1);
            return new RedisAddress(
                    uri.getHost().replaceAll("[\\[\\]]", ""),
                    uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                    decode(user),
                    decode(password),
                    scheme.equals("rediss") ? Tls.SYSTEM : Tls.NONE);
        } catch (URISyntaxException e) {
            throw malformed(e.getReason());
        }
    }

    /** Without the URL itself: it may hold a password. */
    private static RdiException malformed(@Nullable String reason) {
        return new RdiException(
                ErrorKind.CONFIG,
                "redis.address.malformed",
                "the Redis address can't be read" + (reason == null ? "" : ": " + reason),
                "write redis://HOST:PORT or redis://USER:PASSWORD@HOST:PORT (rediss:// for TLS; database 0 only);"
                        + " percent-encode special characters of the password, for example %40 for @");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The same server with other encryption. */
    public RedisAddress with(Tls other) {
        return new RedisAddress(host, port, user, password, other);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
