package dev.rdi.control.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that secrets are encrypted with. Its text form shows the id only.
 *
 * <p>Immutable.
 */
public final class MasterKey {

    /** Bytes of a key: AES-256. */
    static final int LENGTH = 32;

    private static final int ID_BYTES = 4;

    private final String id;
    private final byte[] key;

    MasterKey(String id, byte[] key) {
        this.id = id;
        this.key = key.clone();
    }

    /** A key whose id follows from it. */
    static MasterKey of(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return new MasterKey(HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES)), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** A new random key. */
    public static MasterKey generate() {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        return of(key);
    }

    /** Tells keys apart; stands beside everything that was encrypted with the key. */
    public String id() {
        return id;
    }

    /** The key in clear, as it is written into a key file: {@code id:base64}. */
    public String reveal() {
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }

    SecretKey aes() {
        return new SecretKeySpec(key, "AES");
    }

    byte[] derived(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC with SHA-256", e);
        }
    }

    boolean isSame(MasterKey other) {
        return MessageDigest.isEqual(key, other.key);
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
