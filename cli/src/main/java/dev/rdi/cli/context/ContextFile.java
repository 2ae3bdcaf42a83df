package dev.rdi.cli.context;

import dev.rdi.config.bind.NearestName;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The file {@code ~/.redis-di}: the contexts by their names, and which one is current. It has the form of RDI's, and
 * what else is in it stays.
 *
 * <p>Confined to one thread. Saving replaces the file as a whole.
 */
public final class ContextFile {
    private static final String NAME = ".redis-di";
    private static final String CURRENT = "current-context";
    private static final String CONTEXTS = "contexts";

    private final Path file;
    private final Map<String, Object> content;
    private final Map<String, Context> contexts = new LinkedHashMap<>();

    private ContextFile(Path file, Map<String, Object> content) {
        this.file = file;
        this.content = content;
        if (content.get(CONTEXTS) instanceof Map<?, ?> map) {
            map.forEach((name, settings) -> contexts.put(String.valueOf(name), context(name, settings)));
        }
    }

    /**
     * The file in a user's folder, empty if there is none.
     *
     * @throws RdiException CONFIG if it can't be read
     */
    public static ContextFile in(Path home) {
        Path file = home.resolve(NAME);
        if (!Files.exists(file)) {
            return new ContextFile(file, new LinkedHashMap<>());
        }
        try {
            Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            return new ContextFile(file, content(file, root));
        } catch (IOException e) {
            throw unusable(
                    file, "can't be read: " + e.getClass().getSimpleName(), "give this user the right to read it");
        } catch (YamlEngineException e) {
            throw unusable(file, "is not valid YAML", "correct it, or remove it and use redis-di set-context");
        }
    }

    private static Map<String, Object> content(Path file, Object root) {
        Map<String, Object> content = new LinkedHashMap<>();
        if (root instanceof Map<?, ?> map) {
            map.forEach((name, value) -> content.put(String.valueOf(name), value));
        }
        boolean known = content.containsKey(CURRENT) || content.containsKey(CONTEXTS);
        if (!known && root != null && !content.equals(Map.of())) {
            throw old(file);
        }
        if (root != null && !(root instanceof Map)) {
            throw old(file);
        }
        return content;
    }

    private static RdiException old(Path file) {
        return unusable(
                file,
                "has no contexts of this version; those of RDI before 1.19 lead to its database, not to the API",
                "move it away (mv " + file + " " + file + ".old), then use redis-di set-context");
    }

    private Context context(Object name, Object settings) {
        if (!(settings instanceof Map<?, ?> map)) {
            throw unusable(file, "has a context without settings: " + name, "correct it, or remove the context");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                values.put(String.valueOf(key), value);
            }
        });
        return new Context(values);
    }

    private static RdiException unusable(Path file, String what, String cure) {
        return new RdiException(ErrorKind.CONFIG, "cli.contexts", file + " " + what, cure);
    }

    /** The contexts by their names, in the order of the file. */
    Map<String, Context> contexts() {
        return contexts;
    }

    /** The name of the current context. */
    Optional<String> current() {
        return Optional.ofNullable(content.get(CURRENT)).map(Object::toString).filter(name -> !name.isBlank());
    }

    /**
     * A context.
     *
     * @throws RdiException CONFIG if there is none of this name
     */
    Context require(String name) {
        Context context = contexts.get(name);
        if (context == null) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.unknown-context",
                    "there is no context called " + name + " in " + file,
                    NearestName.of(name, contexts.keySet())
                                    .map(near -> "did you mean " + near + "? otherwise ")
                                    .orElse("")
                            + "see redis-di list-contexts, or make it with redis-di set-context");
        }
        return context;
    }

    void put(String name, Context context) {
        contexts.put(name, context);
    }

    void remove(String name) {
        contexts.remove(name);
        if (current().filter(name::equals).isPresent()) {
            content.remove(CURRENT);
        }
    }

    void use(String name) {
        content.put(CURRENT, name);
    }

    /** Writes the file, which only its owner may read. */
    void save() {
        Map<String, Object> written = new LinkedHashMap<>();
        current().ifPresent(name -> written.put(CURRENT, name));
        written.putAll(content);
        Map<String, Object> all = new LinkedHashMap<>();
        contexts.forEach((name, context) -> all.put(name, context.settings()));
        written.put(CONTEXTS, all);
        DumpSettings settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        try {
            // A link to a file elsewhere stays a link.
            Path target = Files.exists(file) ? file.toRealPath() : file;
            Path folder = target.toAbsolutePath().getParent();
            Path draft = Files.createTempFile(folder, NAME, ".tmp", attributes());
            Files.writeString(draft, new Dump(settings).dumpToString(written), StandardCharsets.UTF_8);
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(
                    file, "can't be written: " + e.getClass().getSimpleName(), "give this user the right to write it");
        }
    }

    private static FileAttribute<?>[] attributes() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
