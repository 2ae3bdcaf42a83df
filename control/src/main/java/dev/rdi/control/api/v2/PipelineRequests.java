package dev.rdi.control.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.api.http.Doc;
import org.jspecify.annotations.Nullable;

/** What clients send about pipelines. Their text forms say nothing of the configuration. */
final class PipelineRequests {

    private PipelineRequests() {}

    record PipelineCreateRequest(
            @Doc(value = "Up to 64 letters, digits, `-` and `_`.", defaultValue = "default")
            String name,

            @Doc(value = "Whether it is to run.", defaultValue = "true")
            boolean active,

            @Doc(value = "The sections of config.yaml, and the jobs as a list under `jobs`.", defaultValue = "{}")
            ObjectNode config) {

        @Override
        public String toString() {
            return name;
        }
    }

    record PipelineUpdateRequest(
            @Doc("Whether it is to run. Without it a pipeline that is there stays as it is, and a new one runs.")
            @Nullable
            Boolean active,

            @Doc(value = "The sections of config.yaml, and the jobs as a list under `jobs`.", defaultValue = "{}")
            ObjectNode config) {

        @Override
        public String toString() {
            return "update";
        }
    }

    record PipelinePatchRequest(
            @Doc("Whether it is to run.") @Nullable Boolean active,

            @Doc("A JSON Merge Patch: what is absent stays, null removes, objects merge, lists are replaced.") @Nullable
            ObjectNode config) {

        @Override
        public String toString() {
            return "patch";
        }
    }
}
