package dev.rdi.control.api.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Knows passwords again that were right before, because a command line logs in for each command, and to hash a password
 * is slow on purpose. A wrong password is as slow as ever. Kept are digests under a key that never leaves the process.
 *
 * <p>Thread-safe.
 */
final class RememberedPasswords {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int MOST = 256;

    private final SecretKeySpec key;
    private final Map<String, byte[]> digests = new LinkedHashMap<>(16, 0.75f, true);

    RememberedPasswords() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
    }

    /** Whether this password was right for this hash before. */
    synchronized boolean knows(String password, String hash) {
        byte[] digest = digests.get(hash);
        return digest != null && MessageDigest.isEqual(digest, digest(password, hash));
    }

    /** Notes that this password is right for this hash. */
    synchronized void remember(String password, String hash) {
        digests.put(hash, digest(password, hash));
        if (digests.size() > MOST) {
            digests.remove(digests.keySet().iterator().next());
        }
    }

    private byte[] digest(String password, String hash) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(hash.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
