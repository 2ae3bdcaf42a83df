package dev.rdi.config;

import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.yaml.YamlMap;
import java.util.Optional;

/** Lets the rules of a section report what they find by the names of its properties. Confined to one thread. */
final class Findings {
    private final YamlMap section;
    private final Place place;
    private final Mode mode;
    private final Problems problems;

    Findings(YamlMap section, Place place, Mode mode, Problems problems) {
        this.section = section;
        this.place = place;
        this.mode = mode;
        this.problems = problems;
    }

    /** The findings of a section within this one. */
    Findings under(String name) {
        return new Findings(section.map(name), place(name), mode, problems);
    }

    void error(String code, String property, String message, String fix) {
        problems.error(code, place(property), message, fix);
    }

    void warning(String code, String property, String message, String fix) {
        problems.warning(code, place(property), message, fix);
    }

    /** Something isn't there that a run needs. */
    void lacking(String code, String property, String message, String fix) {
        problems.add(mode.lacking(), code, place(property), message, fix);
    }

    void missing(String property) {
        error("config.missing", property, "'" + property + "' must be given", "add " + property + ": …");
    }

    /** Whether the file has a value for the property. */
    boolean isGiven(String property) {
        return section.present(property).isPresent();
    }

    /** Whether the file has nothing for the section; a value of the wrong kind is something. */
    boolean isEmpty(String name) {
        return section.present(name)
                .filter(entry ->
                        !(entry.value() instanceof YamlMap map && map.entries().isEmpty()))
                .isEmpty();
    }

    /** Where the name of the property is written; without it, where the section is. */
    private Place place(String property) {
        Optional<YamlMap.Entry> entry = section.entry(property);
        return entry.isPresent()
                ? place.child(property, entry.get().line(), entry.get().column())
                : place.missing(property);
    }
}
