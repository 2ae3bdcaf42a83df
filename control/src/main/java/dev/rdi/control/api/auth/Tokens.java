package dev.rdi.control.api.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that prove who a caller is: JSON Web Tokens with HMAC-SHA256 and nothing else. A header that says anything but
 * that is refused before a signature is looked at.
 *
 * <p>Thread-safe.
 */
public final class Tokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAX_LENGTH = 4_096;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = ENCODER.encodeToString(bytes("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"));

    private final SecretKeySpec key;
    private final Duration life;
    private final Clock clock;

    /**
     * Tokens of one key.
     *
     * @param key that all servers of an installation share
     * @param life how long a token counts
     */
    public Tokens(byte[] key, Duration life, Clock clock) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.life = life;
        this.clock = clock;
    }

    /**
     * What a token says.
     *
     * @param version of the user's password and role; with another one the token doesn't count any more
     */
    record Claims(String user, String role, String version, Instant expires) {}

    /** A new token. */
    String issue(String user, String role, String version) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", user);
        claims.put("role", role);
        claims.put("ver", version);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(life).getEpochSecond());
        String signed = HEADER + "." + ENCODER.encodeToString(JsonText.write(claims));
        return signed + "." + ENCODER.encodeToString(sign(signed));
    }

    /**
     * What a token says, if it is one of ours and still counts.
     *
     * @throws ApiException 401
     */
    Claims verify(String token) {
        String[] parts = token.split("\\.", -1);
        if (token.length() > MAX_LENGTH || parts.length != 3 || !parts[0].equals(HEADER)) {
            throw refused();
        }
        if (!MessageDigest.isEqual(sign(parts[0] + "." + parts[1]), decode(parts[2]))) {
            throw refused();
        }
        JsonNode claims = JsonText.read(decode(parts[1]));
        Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong());
        if (!clock.instant().isBefore(expires)) {
            throw ApiException.unauthorized("the token has expired");
        }
        return new Claims(
                claims.path("sub").asText(),
                claims.path("role").asText(),
                claims.path("ver").asText(),
                expires);
    }

    static ApiException refused() {
        return ApiException.unauthorized("the token isn't valid");
    }

    private byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
