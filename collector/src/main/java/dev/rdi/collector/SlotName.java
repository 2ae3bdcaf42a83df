package dev.rdi.collector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Names the replication slot and the publication of a pipeline: {@code rdi_<installation>_<pipeline>_<hash>}, of the
 * letters that PostgreSQL allows. The hash keeps names apart that become equal, such as {@code a-b} and {@code a_b}.
 */
public final class SlotName {

    static final String PREFIX = "rdi_";

    /** PostgreSQL cuts longer names. */
    private static final int MAX_LENGTH = 63;

    private static final int HASH_BYTES = 4;

    private SlotName() {}

    public static String of(String installation, String pipeline) {
        String readable = PREFIX + safe(installation) + "_" + safe(pipeline);
        int room = MAX_LENGTH - 1 - 2 * HASH_BYTES;
        return (readable.length() > room ? readable.substring(0, room) : readable)
                + "_"
                + hash(installation + "\0" + pipeline);
    }

    private static String safe(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
