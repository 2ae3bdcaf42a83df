package dev.rdi.collector;

import dev.rdi.config.SqlConnection;
import dev.rdi.config.secret.Secret;
import dev.rdi.redis.tls.Tls;
import dev.rdi.redis.tls.TlsContexts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.ssl.WrappedFactory;

/**
 * Makes the PostgreSQL driver connect with certificates and keys in PEM, ours and Debezium's connections alike. The driver
 * makes one of these for each connection, by name and with a text; the text only says which settings are meant, so that
 * no key passes through properties that somebody may log.
 */
public final class SourceTls extends WrappedFactory {

    private static final Map<String, Tls> KNOWN = new ConcurrentHashMap<>();

    /**
     * For the driver.
     *
     * @param id what {@link #properties} gave the driver
     */
    public SourceTls(String id) {
        factory = TlsContexts.of(Optional.ofNullable(KNOWN.get(id)).orElse(Tls.SYSTEM))
                .getSocketFactory();
    }

    /** The certificates and keys of a connection. */
    static Tls of(SqlConnection connection) {
        return new Tls(
                connection.cacert().isPresent() || connection.cert().isPresent(),
                connection.cacert(),
                connection.cert(),
                connection.key().map(Secret::reveal),
                connection.keyPassword().map(Secret::reveal),
                true);
    }

    /**
     * The properties that make the driver use these settings, in Debezium's spelling; none where the driver's own serve.
     *
     * @param given what the user wrote, which decides how much of the server's certificate is checked
     */
    static Map<String, String> properties(Tls tls, Map<String, String> given) {
        if (!tls.enabled() || given.containsKey("database.sslfactory")) {
            return Map.of();
        }
        String id = idOf(tls);
        Map<String, String> properties = new HashMap<>();
        properties.put("database.sslfactory", SourceTls.class.getName());
        properties.put("driver.sslfactoryarg", id);
        properties.put(
                "database.sslmode",
                given.getOrDefault("database.sslmode", tls.ca().isPresent() ? "verify-full" : "require"));
        return properties;
    }

    /** The same for the same settings, so that as many are kept as there are. */
    private static String idOf(Tls tls) {
        for (Map.Entry<String, Tls> known : KNOWN.entrySet()) {
            if (known.getValue().equals(tls)) {
                return known.getKey();
            }
        }
        String id = UUID.randomUUID().toString();
        KNOWN.put(id, tls);
        return id;
    }
}
