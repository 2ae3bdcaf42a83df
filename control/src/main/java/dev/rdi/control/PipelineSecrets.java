package dev.rdi.control;

import java.util.List;
import java.util.Optional;

/**
 * The secrets of pipelines. Nothing here gives a value back.
 *
 * <p>Thread-safe.
 */
public interface PipelineSecrets {

    /** What the value of a secret is. */
    enum Type {
        /** One text. */
        SIMPLE,
        /** The content of a text file. */
        FILE,
        /** The content of a file of bytes, in base64. */
        BINARY_FILE
    }

    /** A secret without its value. */
    record Entry(String key, Type type) {}

    /** The secrets of a pipeline, by their keys. */
    List<Entry> list(String pipeline);

    /** One secret. */
    Optional<Entry> find(String pipeline, String key);

    /**
     * Stores a secret that there isn't yet.
     *
     * @throws ControlException CONFLICT if there is one, INVALID if the key isn't a name or the value not of the type
     * @throws dev.rdi.model.RdiException CONFIG if this installation can't keep secrets
     */
    Entry create(String pipeline, String key, Type type, String value);

    /**
     * Stores a secret, whether there is one or not.
     *
     * @throws ControlException INVALID if the key isn't a name or the value not of the type
     * @throws dev.rdi.model.RdiException CONFIG if this installation can't keep secrets
     */
    Entry put(String pipeline, String key, Type type, String value);

    /** Removes a secret; says whether there was one. */
    boolean delete(String pipeline, String key);
}
