package dev.rdi.control.api.v2;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rdi.control.PipelineStatus;
import dev.rdi.control.api.http.Doc;
import java.util.List;

/** A part of a pipeline, as clients see it. */
record PipelineComponentResponse(
        @Doc("The name.") String name,
        @Doc("What kind of part it is.") ComponentType type,
        @Doc("The version of RDI that it belongs to.") String version,
        @Doc("What it is doing.") PipelineStatus status,
        @Doc("How many of it run.") int replicas,
        @Doc("What doesn't work.") List<String> errors,
        @Doc("The names of its metric collections.") List<String> metricCollections) {

    /** The kinds of parts. */
    enum ComponentType {
        @JsonProperty("debezium-collector")
        DEBEZIUM_COLLECTOR,
        @JsonProperty("stream-processor")
        STREAM_PROCESSOR
    }
}
