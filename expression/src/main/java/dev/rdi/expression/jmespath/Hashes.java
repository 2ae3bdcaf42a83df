package dev.rdi.expression.jmespath;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Hash functions by the names that Python gives them. Stateless. */
final class Hashes {

    private static final String OWN = "";
    private static final Map<String, String> ALGORITHMS = new TreeMap<>(Map.ofEntries(
            Map.entry("md5", "MD5"),
            Map.entry("sha1", "SHA-1"),
            Map.entry("sha224", "SHA-224"),
            Map.entry("sha256", "SHA-256"),
            Map.entry("sha384", "SHA-384"),
            Map.entry("sha512", "SHA-512"),
            Map.entry("sha3_224", "SHA3-224"),
            Map.entry("sha3_256", "SHA3-256"),
            Map.entry("sha3_384", "SHA3-384"),
            Map.entry("sha3_512", "SHA3-512"),
            Map.entry("blake2b", OWN),
            Map.entry("blake2s", OWN)));

    private Hashes() {}

    static Set<String> names() {
        return ALGORITHMS.keySet();
    }

    /** The hash of the text's UTF-8 bytes in lower-case hexadecimal digits. */
    static String hex(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] hash = switch (name) {
            case "blake2b" -> Blake2b.hash(bytes);
            case "blake2s" -> Blake2s.hash(bytes);
            default -> digest(ALGORITHMS.getOrDefault(name, OWN), bytes);
        };
        return HexFormat.of().formatHex(hash);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
        }
    }
}
