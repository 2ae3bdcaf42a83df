package dev.rdi.control.api.v2;

import dev.rdi.control.PipelineStatus;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.ErrorItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The status of a pipeline, as clients see it. */
record PipelineStatusResponse(
        @Doc("What it is doing.") PipelineStatus status,

        @Doc(value = "Since when it is doing that.", format = "date-time") @Nullable
        String statusChangedAt,

        @Doc("What doesn't work.") List<ErrorItem> errors,
        @Doc("Its parts.") List<PipelineComponentResponse> components,

        @Doc("Whether the status is about what is wanted now. If not, ask again.")
        boolean current) {}
