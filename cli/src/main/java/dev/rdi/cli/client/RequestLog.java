package dev.rdi.cli.client;

import java.time.Duration;

/** Is told of each request, for people who want to see what a command does. Bodies and tokens are not told. */
public interface RequestLog {

    /** Nobody wants to know. */
    RequestLog NONE = (method, path, status, time) -> {};

    void done(String method, String path, int status, Duration time);
}
