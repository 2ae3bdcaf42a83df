package dev.rdi.cli.client;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the API is, and how its certificate is checked.
 *
 * <p>Immutable.
 *
 * @param base without a slash at the end
 * @param cacert the path of the authorities' certificates; empty for those that Java knows
 * @param insecure whether any certificate will do
 */
public record ApiAddress(URI base, Optional<String> cacert, boolean insecure) {

    /**
     * The address that somebody typed.
     *
     * @throws RdiException CONFIG if it isn't one
     */
    public static ApiAddress of(String typed, Optional<String> cacert, boolean insecure) {
        try {
            URI uri = new URI(typed.strip().replaceFirst("/+$", ""));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return new ApiAddress(uri, cacert, insecure);
            }
        } catch (URISyntaxException e) {
            // It is told below, without what was typed behind a password.
        }
        throw new RdiException(
                ErrorKind.CONFIG,
                "cli.api-url",
                "the address of the API is not a URL: " + typed.replaceFirst("//[^/@]*@", "//…@"),
                "write for example --api-url https://rdi.example.com, without user and password");
    }

    /** The URL of a path, which begins with a slash and is encoded. */
    URL url(String path) {
        try {
            return new URL(base + path);
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the scheme was checked", e);
        }
    }

    boolean isEncrypted() {
        return "https".equalsIgnoreCase(base.getScheme());
    }

    /** A name as one step of a path. */
    public static String step(String name) {
        return "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
