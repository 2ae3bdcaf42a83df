package dev.rdi.control.api.auth;

import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisPool;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of the tokens, which all servers of an installation share. Where there is a master key it is derived from it,
 * so that the RDI database doesn't hold it; else the first server makes one up and stores it. Stateless.
 */
public final class TokenKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;
    private static final String PURPOSE = "rdi api tokens 1";

    private TokenKey() {}

    /** The key of an installation. */
    public static byte[] of(Optional<byte[]> masterKey, RedisPool redis) {
        return masterKey.map(TokenKey::derived).orElseGet(() -> stored(redis));
    }

    /** HKDF (RFC 5869) with no salt and one block. */
    private static byte[] derived(byte[] masterKey) {
        byte[] extracted = hmac(new byte[LENGTH], masterKey);
        byte[] purpose = PURPOSE.getBytes(StandardCharsets.UTF_8);
        byte[] block = new byte[purpose.length + 1];
        System.arraycopy(purpose, 0, block, 0, purpose.length);
        block[purpose.length] = 1;
        return hmac(extracted, block);
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    private static byte[] stored(RedisPool redis) {
        byte[] fresh = new byte[LENGTH];
        new SecureRandom().nextBytes(fresh);
        String name = Keys.tokenKey();
        String key = redis.with(name, connection -> {
            connection.require("SET", name, Base64.getEncoder().encodeToString(fresh), "NX");
            return RedisConnection.text(connection.require("GET", name));
        });
        return Base64.getDecoder().decode(key);
    }
}
