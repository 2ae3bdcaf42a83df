package dev.rdi.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * Hides the secrets that somebody wrote into a configuration instead of references, for readers who may not have them.
 * Stateless.
 */
public final class SecretMask {

    private static final Pattern SECRET = Pattern.compile(
            "(?i)(.*[_.-])?(password|passphrase|secret|token|key|credentials?|connection_string|url|uri)");
    private static final Pattern REFERENCE = Pattern.compile("(\\$\\{[^}]*\\})*");
    private static final String MASK = "********";

    private SecretMask() {}

    /** The document without what may be a secret; references stay. */
    public static ObjectNode mask(ObjectNode document) {
        ObjectNode masked = document.deepCopy();
        for (String section : new String[] {"sources", "targets", "secret-providers"}) {
            hide(masked.path(section));
        }
        return masked;
    }

    private static void hide(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> {
                JsonNode value = property.getValue();
                boolean hidden = value.isValueNode()
                        && !value.isNull()
                        && SECRET.matcher(property.getKey()).matches()
                        && !REFERENCE.matcher(value.asText()).matches();
                if (hidden) {
                    object.put(property.getKey(), MASK);
                }
            });
        }
        node.forEach(SecretMask::hide);
    }
}
