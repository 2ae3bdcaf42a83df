package dev.rdi.control.secret;

import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.secret.References;
import dev.rdi.control.PipelineSpec;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values that one configuration refers to, as salted hashes: enough to notice a change.
 *
 * <p>Which names it refers to is found out by loading it. A value that is the path of a file counts with what is in the
 * file. Confined to one thread after it was made.
 */
final class ReferencedValues {

    private static final int MAX_FILE = 1 << 20;
    private static final int MAX_PATH = 4096;

    private final PipelineReferences source;
    private final String pipeline;
    private final References references;
    private final Clock clock;
    private final Duration thorough;
    private final byte[] salt = new byte[16];
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Map<String, String> known;
    private Map<String, String> candidate = Map.of();
    private String stamp;
    private Instant next;

    ReferencedValues(PipelineReferences source, String pipeline, PipelineSpec spec, Clock clock, Duration thorough) {
        new SecureRandom().nextBytes(salt);
        this.source = source;
        this.pipeline = pipeline;
        this.references = source.of(pipeline, spec);
        this.clock = clock;
        this.thorough = thorough;
        this.stamp = stampNow().orElse("");
        this.next = clock.instant().plus(thorough);
        References noting = name -> {
            names.add(name);
            return references.find(name);
        };
        Loaded loaded = PipelineLoader.parse(spec.config(), spec.jobs(), noting, Mode.OFFLINE);
        loaded.config().ifPresent(this::addFiles);
        this.known = new HashMap<>(hashes());
    }

    /** Paths that stand in the configuration itself are watched under names that no reference has. */
    private void addFiles(PipelineConfig config) {
        config.sources()
                .values()
                .forEach(source -> source.advanced().source().values().values().forEach(this::addFile));
        config.targets().values().forEach(target -> {
            target.connection().cacert().ifPresent(this::addFile);
            target.connection().cert().ifPresent(this::addFile);
            target.connection().key().ifPresent(key -> addFile(key.reveal()));
        });
    }

    private void addFile(String value) {
        if (value.startsWith("/")) {
            names.add(" " + value);
        }
    }

    /** Whether a value is another one than at the beginning, or when this was last true, in two looks running. */
    boolean haveChanged() {
        if (candidate.isEmpty() && !isDue()) {
            return false;
        }
        Map<String, String> changes = new HashMap<>(hashes());
        changes.entrySet().removeIf(entry -> entry.getValue().equals(known.get(entry.getKey())));
        boolean settled = !changes.isEmpty() && changes.equals(candidate);
        if (settled) {
            known.putAll(changes);
        }
        candidate = settled ? Map.of() : changes;
        return settled;
    }

    private boolean isDue() {
        Optional<String> now = stampNow();
        boolean due = now.filter(it -> !it.equals(stamp)).isPresent()
                || !clock.instant().isBefore(next);
        now.ifPresent(it -> stamp = it);
        if (due) {
            next = clock.instant().plus(thorough);
        }
        return due;
    }

    private Optional<String> stampNow() {
        try {
            return Optional.of(source.stamp(pipeline));
        } catch (RdiException e) {
            return Optional.empty();
        }
    }

    /** The hashes of the values that can be had just now. */
    private Map<String, String> hashes() {
        Map<String, String> hashes = new HashMap<>();
        for (String name : names) {
            try {
                Optional<String> value = name.startsWith(" ") ? Optional.of(name.substring(1)) : references.find(name);
                value.ifPresent(it -> hashes.put(name, hash(it.getBytes(StandardCharsets.UTF_8))));
                value.flatMap(ReferencedValues::content).ifPresent(it -> hashes.put(name + " file", hash(it)));
            } catch (RdiException e) {
                // It can't be read now; what it was is still known.
            }
        }
        return hashes;
    }

    private String hash(byte[] value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** What is in the file that a value is the path of; nothing for one that is just being exchanged. */
    private static Optional<byte[]> content(String value) {
        if (value.length() > MAX_PATH || !value.startsWith("/")) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(value);
            boolean usable = Files.isRegularFile(path) && Files.size(path) <= MAX_FILE;
            return usable ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }
}
