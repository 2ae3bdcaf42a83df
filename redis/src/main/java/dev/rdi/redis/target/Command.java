package dev.rdi.redis.target;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A command while it is put together. Confined to one thread. */
final class Command {

    private final List<byte[]> parts = new ArrayList<>();

    private Command() {}

    static Command of(String name) {
        return new Command().add(name);
    }

    Command add(byte[]... more) {
        parts.addAll(List.of(more));
        return this;
    }

    Command add(String text) {
        parts.add(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    byte[][] parts() {
        return parts.toArray(byte[][]::new);
    }
}
