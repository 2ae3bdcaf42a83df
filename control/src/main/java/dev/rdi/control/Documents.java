package dev.rdi.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.config.PipelineConfig;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The documents of deployed configurations. Those that are asked for again and again are read once.
 *
 * <p>Thread-safe.
 */
public final class Documents {

    private static final int MOST = 64;

    private final Map<PipelineSpec, ObjectNode> known = new LinkedHashMap<>(16, 0.75f, true);

    /** The document of a pipeline, which must not be changed. */
    public ObjectNode of(PipelineState pipeline) {
        return of(pipeline.revision().spec());
    }

    /** The document of a configuration, which must not be changed. */
    public synchronized ObjectNode of(PipelineSpec spec) {
        ObjectNode document = known.computeIfAbsent(spec, PipelineDocument::of);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
        return document;
    }

    /** The name of the source; empty if there is none. */
    public String sourceName(PipelineState pipeline) {
        return first(of(pipeline), "sources");
    }

    /** The name of the target that rows go to where no job says otherwise. */
    public String defaultTarget(PipelineState pipeline) {
        ObjectNode document = of(pipeline);
        return document.path("targets").has(PipelineConfig.DEFAULT_TARGET)
                ? PipelineConfig.DEFAULT_TARGET
                : first(document, "targets");
    }

    private static String first(ObjectNode document, String section) {
        Iterator<String> names = document.path(section).fieldNames();
        return names.hasNext() ? names.next() : "";
    }
}
