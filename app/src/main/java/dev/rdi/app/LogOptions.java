package dev.rdi.app;

import dev.rdi.app.log.LogFormat;
import picocli.CommandLine.Option;

/** The option that says how a process logs. Confined to one thread. */
final class LogOptions {

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "${env:RDI_LOG_FORMAT:-text}",
            description = "How to log to standard error: text, or json for one object a line. Default: the variable"
                    + " RDI_LOG_FORMAT, else text.")
    private LogFormat format = LogFormat.TEXT;

    void apply() {
        format.apply();
    }
}
