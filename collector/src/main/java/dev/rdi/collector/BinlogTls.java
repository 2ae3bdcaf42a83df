package dev.rdi.collector;

import dev.rdi.redis.tls.TlsFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How connections to a MariaDB or MySQL source are encrypted, in the words of Debezium and of MariaDB's driver.
 *
 * <p>Immutable.
 *
 * @param mode {@code disable}, {@code trust}, {@code verify-ca} or {@code verify-full}; nothing where the product's own
 *     default counts
 * @param files certificates and keys, where there are any
 */
record BinlogTls(boolean isMariaDb, Optional<String> mode, Optional<TlsFiles> files) {

    private static final String MODE = "database.ssl.mode";

    /** The modes of MySQL, and what MariaDB calls them. */
    private static final Map<String, String> NAMES = Map.of(
            "disabled",
            "disable",
            "required",
            "trust",
            "verify-identity",
            "verify-full",
            "verify_identity",
            "verify-full",
            "verify_ca",
            "verify-ca",
            "verify_full",
            "verify-full");

    private static final Map<String, String> MYSQL_NAMES = Map.of(
            "disable", "disabled", "trust", "required", "verify-ca", "verify_ca", "verify-full", "verify_identity");

    static BinlogTls of(MySqlSettings settings) {
        Optional<String> given = Optional.ofNullable(settings.advanced().get(MODE))
                .map(mode -> mode.toLowerCase(Locale.ROOT))
                .map(mode -> NAMES.getOrDefault(mode, mode));
        if (!settings.tls().enabled()) {
            return new BinlogTls(settings.isMariaDb(), given, Optional.empty());
        }
        String mode = given.orElse(settings.tls().ca().isPresent() ? "verify-full" : "trust");
        return new BinlogTls(settings.isMariaDb(), Optional.of(mode), Optional.of(TlsFiles.of(settings.tls())));
    }

    /** The properties of Debezium's connections. */
    Map<String, String> forDebezium() {
        Map<String, String> properties = new HashMap<>();
        mode.ifPresent(it -> properties.put(MODE, isMariaDb ? it : MYSQL_NAMES.getOrDefault(it, it)));
        files.ifPresent(it -> {
            it.trusted().ifPresent(file -> put(properties, "database.ssl.truststore", file, it.password()));
            it.own().ifPresent(file -> put(properties, "database.ssl.keystore", file, it.password()));
        });
        return properties;
    }

    private static void put(Map<String, String> properties, String name, Path file, String password) {
        properties.put(name, file.toString());
        properties.put(name + ".password", password);
    }

    /** The properties of our own connections. */
    Map<String, String> forDriver() {
        Map<String, String> properties = new HashMap<>();
        mode.filter(MYSQL_NAMES::containsKey).ifPresent(it -> properties.put("sslMode", it));
        if (mode.isEmpty() && !isMariaDb) {
            properties.put("allowPublicKeyRetrieval", "true");
        }
        files.ifPresent(it -> {
            it.trusted().ifPresent(file -> {
                properties.put("trustStore", file.toString());
                properties.put("trustStorePassword", it.password());
                properties.put("trustStoreType", "PKCS12");
            });
            it.own().ifPresent(file -> {
                properties.put("keyStore", file.toString());
                properties.put("keyStorePassword", it.password());
                properties.put("keyStoreType", "PKCS12");
            });
        });
        return properties;
    }
}
