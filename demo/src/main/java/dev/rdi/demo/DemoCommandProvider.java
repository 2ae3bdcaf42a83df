package dev.rdi.demo;

import dev.rdi.app.CommandProvider;

/** Brings the demo into {@code redis-di}. */
public final class DemoCommandProvider implements CommandProvider {

    @Override
    public Object command() {
        return new DemoCommand();
    }
}
