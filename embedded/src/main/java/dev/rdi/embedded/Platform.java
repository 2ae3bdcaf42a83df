package dev.rdi.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The operating system and processor that server binaries are chosen for. Immutable. */
record Platform(Platform.OperatingSystem system, Platform.Processor processor) {
    enum OperatingSystem {
        LINUX("linux"),
        MACOS("darwin");

        private final String text;

        OperatingSystem(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    enum Processor {
        AMD64,
        ARM64
    }

    /**
     * The platform that this JVM runs on.
     *
     * @throws EmbeddedServerException if there are no servers for it
     */
    static Platform current() {
        if (Files.exists(Path.of("/etc/alpine-release"))) {
            throw unsupported("Alpine Linux (musl)");
        }
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Platform of(String systemName, String processorName) {
        return new Platform(system(systemName), processor(systemName, processorName));
    }

    private static OperatingSystem system(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return OperatingSystem.LINUX;
        }
        if (lower.startsWith("mac")) {
            return OperatingSystem.MACOS;
        }
        throw unsupported(name);
    }

    private static Processor processor(String systemName, String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> Processor.AMD64;
            case "aarch64", "arm64" -> Processor.ARM64;
            default -> throw unsupported(systemName + " on " + name);
        };
    }

    private static EmbeddedServerException unsupported(String platform) {
        return new EmbeddedServerException(
                "embedded.unsupported-platform",
                "There are no embedded servers for " + platform,
                "Use Linux (glibc), macOS or WSL on amd64 or arm64, or run against servers of your own");
    }
}
