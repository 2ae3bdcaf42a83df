package dev.rdi.processor;

import java.util.List;
import java.util.concurrent.Future;

/**
 * What one read brought, on its way through the transformation.
 *
 * @param bytes the size of the entries
 * @param running the work on it that is handed out
 */
record Round(List<Part> parts, long bytes, List<? extends Future<?>> running) {

    int size() {
        return parts.stream().mapToInt(part -> part.records().size()).sum();
    }
}
