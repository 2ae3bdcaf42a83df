package dev.rdi.config;

import dev.rdi.config.schema.Property;
import dev.rdi.config.schema.Variant;
import dev.rdi.config.secret.Secret;
import java.util.Optional;

/**
 * How to reach a MongoDB deployment.
 *
 * <p>Immutable.
 */
@Variant(value = "mongodb", title = "MongoDB")
public record MongoConnection(
        @Property(
                value = "Connection string with hosts, ports and options.",
                example = "mongodb://mongo.example.com:27017/?replicaSet=rs0")
        Secret connectionString,

        @Property(
                value = "Name of the user. Without it the value of the secret `SOURCE_DB_USERNAME`.",
                example = "${SOURCE_DB_USERNAME}")
        Optional<String> user,

        @Property(
                value = "Password of the user. Without it the value of the secret `SOURCE_DB_PASSWORD`.",
                example = "${SOURCE_DB_PASSWORD}")
        Optional<Secret> password,

        @Property(value = "Databases to capture, separated by commas.", example = "shop,billing")
        Optional<String> database)
        implements Connection {}
