package dev.rdi.control.api.http;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages of other sites that a browser may let use the API; none by default.
 *
 * <p>Immutable.
 *
 * @param allowed such as {@code https://insight.example.com}
 */
public record Origins(Set<String> allowed) {

    public static final Origins NONE = new Origins(Set.of());

    public Origins {
        allowed = Set.copyOf(allowed);
    }

    /** The headers of every answer to a page. */
    Map<String, String> headers(@Nullable String origin) {
        return origin != null && allowed.contains(origin)
                ? Map.of("Access-Control-Allow-Origin", origin, "Vary", "Origin")
                : Map.of();
    }

    /**
     * The answer to a browser that asks what it may do.
     *
     * @throws ApiException 403 if it may not
     */
    Reply preflight(@Nullable String origin) {
        if (headers(origin).isEmpty()) {
            throw new ApiException(403, "pages of this origin may not use the API");
        }
        return Reply.noContent()
                .with("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
                .with("Access-Control-Allow-Headers", "Authorization, Content-Type")
                .with("Access-Control-Max-Age", "600");
    }
}
