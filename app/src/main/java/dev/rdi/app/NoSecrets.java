package dev.rdi.app;

import dev.rdi.control.PipelineSecrets;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.List;
import java.util.Optional;

/** Secrets of an installation that keeps none. Immutable. */
final class NoSecrets implements PipelineSecrets {

    @Override
    public List<Entry> list(String pipeline) {
        return List.of();
    }

    @Override
    public Optional<Entry> find(String pipeline, String key) {
        return Optional.empty();
    }

    @Override
    public Entry create(String pipeline, String key, Type type, String value) {
        throw unavailable();
    }

    @Override
    public Entry put(String pipeline, String key, Type type, String value) {
        throw unavailable();
    }

    @Override
    public boolean delete(String pipeline, String key) {
        return false;
    }

    private static RdiException unavailable() {
        return new RdiException(
                ErrorKind.CONFIG,
                "secrets.unavailable",
                "this server keeps no secrets",
                "set an environment variable of the server, or put a file into its --secrets-dir");
    }
}
