package dev.rdi.collector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A table as the source's catalog describes it.
 *
 * <p>Immutable.
 *
 * @param cdcReady whether its changes can be captured as things are: the server logs what that needs, the user may read
 *     the table, and its updates and deletes tell which row they mean
 * @param columns by name, in their order
 */
public record SourceTable(boolean cdcReady, Map<String, SourceColumn> columns) {

    public SourceTable {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
}
