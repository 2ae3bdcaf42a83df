package dev.rdi.processor;

import java.util.List;

/** Consecutive records of one stream that are processed together. */
record Part(StreamState state, List<RunningRecord> records) {

    String stream() {
        return state.stream();
    }
}
