package dev.rdi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the product, as the build wrote it down. Immutable. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"redis-di " + number(), "Java " + System.getProperty("java.version")};
    }

    /** The version alone, such as {@code 0.1.0}. */
    public static String number() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
