package dev.rdi.config;

import dev.rdi.config.schema.Property;
import dev.rdi.config.schema.Variant;
import dev.rdi.config.secret.Secret;
import java.util.Optional;

/**
 * How to reach a Snowflake database.
 *
 * <p>Immutable.
 */
@Variant(value = "snowflake", title = "Snowflake")
public record SnowflakeConnection(
        @Property(value = "JDBC URL of the account.", example = "jdbc:snowflake://shop.snowflakecomputing.com/")
        Secret url,

        @Property(
                value = "Name of the user. Without it the value of the secret `SOURCE_DB_USERNAME`.",
                example = "${SOURCE_DB_USERNAME}")
        Optional<String> user,

        @Property(
                value = "Password of the user. Without it the value of the secret `SOURCE_DB_PASSWORD`; neither is"
                        + " needed with a key pair.",
                example = "${SOURCE_DB_PASSWORD}")
        Optional<Secret> password,

        @Property(value = "Name of the database.", example = "SHOP")
        String database,

        @Property(value = "Warehouse that does the work.", example = "COMPUTE_WH")
        String warehouse,

        @Property(value = "Role of the connection.", example = "RDI_ROLE")
        Optional<String> role,

        @Property(
                name = "cdcDatabase",
                value = "Database of the change streams; without it the database itself.",
                example = "SHOP_CDC")
        Optional<String> cdcDatabase,

        @Property(
                name = "cdcSchema",
                value = "Schema of the change streams; without it the main schema.",
                example = "CDC")
        Optional<String> cdcSchema)
        implements Connection {}
