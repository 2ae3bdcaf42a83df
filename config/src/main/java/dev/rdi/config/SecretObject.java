package dev.rdi.config;

import dev.rdi.config.schema.OpenEnded;
import dev.rdi.config.schema.Property;
import java.util.Optional;

/**
 * A secret of a provider, and how references call it.
 *
 * <p>Immutable.
 */
@OpenEnded
public record SecretObject(
        @Property(
                name = "objectName",
                value = "Its name in references: `${secret:<provider>:<objectName>:<key>}`.",
                example = "credentials")
        Optional<String> objectName,

        @Property(
                name = "secretPath",
                value = "Where it is, as the API of Vault has it: for the second version of the key/value engine with"
                        + " `data/` behind the name of the engine.",
                example = "secret/data/db-pass")
        Optional<String> secretPath,

        @Property(
                name = "secretKey",
                value = "The key whose value is meant where a reference names none. With it `${<objectName>}` is a"
                        + " reference, too, for which all other places are asked first.",
                example = "password")
        Optional<String> secretKey) {}
