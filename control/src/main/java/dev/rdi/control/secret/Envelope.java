package dev.rdi.control.secret;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A secret as it is stored: {@code v1:<id of the key>:<type>:<Base64 of nonce, ciphertext and tag>}, AES-256-GCM with a
 * random nonce of 96 bits.
 *
 * <p>The tag covers installation, pipeline, name and type, too: an envelope is worth nothing in another place. Immutable.
 *
 * @param keyId which master key opens it
 * @param sealed nonce, ciphertext and tag in Base64
 */
record Envelope(String keyId, SecretType type, String sealed) {

    private static final Pattern FORM = Pattern.compile("v1:([^:]+):(simple|file|binary_file):([A-Za-z0-9+/=]+)");
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Where an envelope belongs. */
    record Place(String installation, String pipeline, String name) {

        private byte[] with(SecretType type) {
            String text = String.join("\n", "rdi-secret", "v1", installation, pipeline, name, type.text());
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Reads the stored form. */
    static Envelope parse(String text, Place place) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw damaged(place, "it has a form that this version doesn't know");
        }
        return new Envelope(matcher.group(1), SecretType.of(matcher.group(2)), matcher.group(3));
    }

    static Envelope seal(String value, SecretType type, Place place, MasterKey key) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, place.with(type));
            byte[] encrypted = cipher.doFinal(value.getBytes(StandardCharsets.UTF_8));
            ByteBuffer all = ByteBuffer.allocate(nonce.length + encrypted.length);
            all.put(nonce).put(encrypted);
            return new Envelope(key.id(), type, Base64.getEncoder().encodeToString(all.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + CIPHER, e);
        }
    }

    /**
     * The value in clear.
     *
     * @throws RdiException CONFIG if the key is unknown, or the envelope isn't what was stored in this place
     */
    String open(Place place, MasterKeys keys) {
        if (keys.isEmpty()) {
            keys.first();
        }
        MasterKey key = keys.find(keyId).orElseThrow(() -> wrongKey(place, keys));
        try {
            byte[] all = Base64.getDecoder().decode(sealed);
            if (all.length < NONCE_BYTES) {
                throw damaged(place, "a part is missing");
            }
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, place.with(type));
            return new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw damaged(
                    place,
                    "it was changed, or stored for another installation, pipeline or name, or the key with the id "
                            + keyId + " is another one today");
        } catch (GeneralSecurityException e) {
            throw damaged(place, e.getClass().getSimpleName());
        }
    }

    private static Cipher cipher(int mode, MasterKey key, byte[] nonce, byte[] place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.aes(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place);
        return cipher;
    }

    private RdiException wrongKey(Place place, MasterKeys keys) {
        return new RdiException(
                ErrorKind.CONFIG,
                "secrets.wrong-master-key",
                "the secrets of the pipeline " + place.pipeline() + " are encrypted with the master key " + keyId
                        + ", and only " + keys.ids() + " is here",
                "give the key " + keyId + " as well, as a further line of the key file; if it is lost, delete the"
                        + " secrets with redis-di delete-secret and set them again");
    }

    private static RdiException damaged(Place place, String why) {
        return new RdiException(
                ErrorKind.CONFIG,
                "secrets.damaged",
                "the secret " + place.name() + " of the pipeline " + place.pipeline() + " can't be decrypted: " + why,
                "check --installation and the master key; else set the secret again with redis-di set-secret");
    }

    /** As it is stored. */
    String text() {
        return "v1:" + keyId + ":" + type.text() + ":" + sealed;
    }
}
