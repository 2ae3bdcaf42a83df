package dev.rdi.control.api.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Turnstile;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Hashes of passwords: bcrypt. That takes long on purpose, so only a few are computed at the same time, and who waits
 * too long is asked to come later.
 *
 * <p>Thread-safe.
 */
public final class Passwords {

    /** What bcrypt looks at; a longer password would count by its beginning alone. */
    private static final int MAX_BYTES = 72;

    private static final int MIN_LENGTH = 8;
    private static final int RANDOM_BYTES = 18;

    private final int cost;
    private final Turnstile turnstile;
    private final String nobody;
    private final RememberedPasswords remembered = new RememberedPasswords();

    /**
     * Hashes of one strength.
     *
     * @param cost the logarithm of the rounds, 4 to 31
     * @param atOnce how many are computed at the same time
     */
    public Passwords(int cost, int atOnce) {
        this.cost = cost;
        this.turnstile = new Turnstile(atOnce, "logins");
        this.nobody = BCrypt.withDefaults().hashToString(cost, random().toCharArray());
    }

    /** A password that nobody guesses. */
    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The hash of a new password.
     *
     * @throws ApiException 422 if it is too short or too long
     */
    String hash(String password) {
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        if (password.length() < MIN_LENGTH || bytes > MAX_BYTES || password.indexOf('\0') >= 0) {
            throw ApiException.invalid(
                    "password", "a password has at least " + MIN_LENGTH + " characters and at most 72 bytes");
        }
        return turnstile.pass(() -> BCrypt.withDefaults().hashToString(cost, password.toCharArray()));
    }

    /** Whether a password is the one with this hash; a wrong one takes as long where there is no hash. */
    boolean matches(String password, String hash) {
        boolean known = !hash.isEmpty();
        boolean possible = password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
        if (known && possible && remembered.knows(password, hash)) {
            return true;
        }
        char[] tried = possible ? password.toCharArray() : new char[0];
        boolean same = turnstile.pass(() -> BCrypt.verifyer().verify(tried, known ? hash : nobody).verified);
        boolean right = same && known && possible;
        if (right) {
            remembered.remember(password, hash);
        }
        return right;
    }
}
