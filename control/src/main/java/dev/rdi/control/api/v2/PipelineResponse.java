package dev.rdi.control.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.PipelineStatus;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.ErrorItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pipeline, as clients see it. */
record PipelineResponse(
        @Doc("The name.") String name,
        @Doc("Whether it is to run.") boolean active,

        @Doc("The sections of config.yaml, and the jobs as a list under `jobs`. Viewers don't see secrets in it.")
        ObjectNode config,

        @Doc("What it is doing.") PipelineStatus status,

        @Doc(value = "Since when it is doing that.", format = "date-time") @Nullable
        String statusChangedAt,

        @Doc("What doesn't work.") List<ErrorItem> errors,
        @Doc("Its parts.") List<PipelineComponentResponse> components,

        @Doc("Whether the status is about what is wanted now. If not, ask again.")
        boolean current) {}
