package dev.rdi.cli.client;

import java.util.List;

/**
 * What the API answered to a request that it did.
 *
 * <p>Immutable.
 *
 * @param warnings what should be known but didn't keep it from doing it
 */
public record Answer(int status, JsonTree body, List<String> warnings) {

    public Answer {
        warnings = List.copyOf(warnings);
    }
}
