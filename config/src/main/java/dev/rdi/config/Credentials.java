package dev.rdi.config;

import dev.rdi.config.secret.References;
import dev.rdi.config.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets with RDI's well-known names, which stand in for a user or password that the configuration leaves out.
 *
 * <p>Thread-safe as far as its references are.
 */
final class Credentials {
    static final String SOURCE_USER = "SOURCE_DB_USERNAME";
    private static final String SOURCE_PASSWORD = "SOURCE_DB_PASSWORD";
    private static final String TARGET_USER = "TARGET_DB_USERNAME";
    private static final String TARGET_PASSWORD = "TARGET_DB_PASSWORD";

    private final References references;

    Credentials(References references) {
        this.references = references;
    }

    /** The configuration with the credentials of its sources and of its default target. */
    PipelineConfig complete(PipelineConfig config) {
        Map<String, SourceConfig> sources = new LinkedHashMap<>(config.sources());
        sources.replaceAll((name, source) -> source.connection()
                .map(connection -> source.withConnection(complete(connection)))
                .orElse(source));
        Map<String, TargetConfig> targets = new LinkedHashMap<>(config.targets());
        targets.computeIfPresent(
                PipelineConfig.DEFAULT_TARGET,
                (name, target) -> new TargetConfig(complete(target.connection()), target.name()));
        return config.with(sources, targets);
    }

    private Connection complete(Connection c) {
        if (c instanceof SqlConnection sql) {
            return new SqlConnection(
                    sql.type(),
                    sql.host(),
                    sql.configuredPort(),
                    sql.database(),
                    user(sql.user()),
                    password(sql.password()),
                    text(sql.cacert(), "SOURCE_DB_CACERT"),
                    text(sql.cert(), "SOURCE_DB_CERT"),
                    secret(sql.key(), "SOURCE_DB_KEY"),
                    secret(sql.keyPassword(), "SOURCE_DB_KEY_PASSWORD"));
        }
        if (c instanceof MongoConnection mongo) {
            return new MongoConnection(
                    mongo.connectionString(), user(mongo.user()), password(mongo.password()), mongo.database());
        }
        if (c instanceof SnowflakeConnection snow) {
            return new SnowflakeConnection(
                    snow.url(),
                    user(snow.user()),
                    password(snow.password()),
                    snow.database(),
                    snow.warehouse(),
                    snow.role(),
                    snow.cdcDatabase(),
                    snow.cdcSchema());
        }
        return c;
    }

    private TargetConnection complete(TargetConnection c) {
        return new TargetConnection(
                c.type(),
                c.host(),
                c.port(),
                text(c.user(), TARGET_USER),
                secret(c.password(), TARGET_PASSWORD),
                secret(c.key(), "TARGET_DB_KEY"),
                secret(c.keyPassword(), "TARGET_DB_KEY_PASSWORD"),
                text(c.cert(), "TARGET_DB_CERT"),
                text(c.cacert(), "TARGET_DB_CACERT"),
                c.verifyHostname());
    }

    private Optional<String> user(Optional<String> given) {
        return text(given, SOURCE_USER);
    }

    private Optional<Secret> password(Optional<Secret> given) {
        return secret(given, SOURCE_PASSWORD);
    }

    private Optional<String> text(Optional<String> given, String name) {
        return given.or(() -> references.find(name));
    }

    private Optional<Secret> secret(Optional<Secret> given, String name) {
        return given.or(() -> references.find(name).map(Secret::new));
    }
}
