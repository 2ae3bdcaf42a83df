package dev.rdi.embedded;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Escapes text for the parts of a URL. Thread-safe. */
final class UrlText {
    private UrlText() {}

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
