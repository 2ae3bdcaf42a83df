package dev.rdi.config;

import dev.rdi.config.bind.Binder;
import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.problem.Severity;
import dev.rdi.config.secret.References;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The secret providers of a configuration, read before the rest of it: they have the values that the rest refers to.
 *
 * <p>Immutable; it has no state.
 */
public final class SecretProviders {
    private static final String SECTION = "secret-providers";

    private SecretProviders() {}

    /**
     * The providers of a configuration that can be asked, by name. What is wrong with the others is said by whoever loads
     * the whole configuration.
     *
     * @param config the text of what would be {@code config.yaml}
     * @param references values of references within the providers' own parameters
     */
    public static Map<String, SecretProvider> of(String config, References references) {
        Map<String, SecretProvider> providers = new LinkedHashMap<>();
        YamlReader.read(config, new Problems(""))
                .filter(YamlMap.class::isInstance)
                .map(root -> ((YamlMap) root).map(SECTION))
                .ifPresent(section -> section.entries().forEach(entry -> {
                    if (entry.value() instanceof YamlMap map) {
                        Problems problems = new Problems("");
                        SecretProvider provider = new Binder(references, Severity.ERROR, problems)
                                .bind(SecretProvider.class, map, Place.START);
                        if (!problems.hasErrors()) {
                            providers.put(entry.name(), provider);
                        }
                    }
                }));
        return providers;
    }
}
