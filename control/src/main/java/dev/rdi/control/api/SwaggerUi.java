package dev.rdi.control.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The library behind the page to try the API. Stateless. */
final class SwaggerUi {

    private static final String POM = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private SwaggerUi() {}

    /** Its version, which is part of the paths of its files. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream in = SwaggerUi.class.getResourceAsStream(POM)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "");
    }
}
