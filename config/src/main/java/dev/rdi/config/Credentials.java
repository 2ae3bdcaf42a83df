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
                    password(sql.password()));
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
                c.user().or(() -> references.find(TARGET_USER)),
                c.password().or(() -> references.find(TARGET_PASSWORD).map(Secret::new)),
                c.key(),
                c.keyPassword(),
                c.cert(),
                c.cacert());
    }

    private Optional<String> user(Optional<String> given) {
        return given.or(() -> references.find(SOURCE_USER));
    }

    private Optional<Secret> password(Optional<Secret> given) {
        return given.or(() -> references.find(SOURCE_PASSWORD).map(Secret::new));
    }
}
