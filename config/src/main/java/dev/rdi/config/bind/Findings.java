package dev.rdi.config.bind;

import dev.rdi.config.problem.Place;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.problem.Severity;
import dev.rdi.config.yaml.YamlList;
import dev.rdi.config.yaml.YamlMap;
import dev.rdi.config.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Lets the rules of a section report what they find by the names of its properties. Confined to one thread. */
public final class Findings {
    private final YamlMap section;
    private final Place place;
    private final Severity lacking;
    private final Problems problems;

    /**
     * Creates the findings of a section.
     *
     * @param lacking how bad it is when something isn't there that a run needs
     */
    public Findings(YamlMap section, Place place, Severity lacking, Problems problems) {
        this.section = section;
        this.place = place;
        this.lacking = lacking;
        this.problems = problems;
    }

    /** The findings of a section within this one. */
    public Findings under(String name) {
        return new Findings(section.map(name), place(name), lacking, problems);
    }

    /** The findings of an item of a list within this section. */
    public Findings item(String list, int index) {
        YamlMap item = node(list, index)
                .filter(YamlMap.class::isInstance)
                .map(YamlMap.class::cast)
                .orElseGet(YamlMap::empty);
        return new Findings(item, itemPlace(list, index), lacking, problems);
    }

    /** How many items a list of this section has. */
    public int count(String list) {
        return items(list).size();
    }

    public void error(String code, String property, String message, String fix) {
        problems.error(code, place(property), message, fix);
    }

    public void warning(String code, String property, String message, String fix) {
        problems.warning(code, place(property), message, fix);
    }

    /** An item of a list is wrong. */
    public void errorAt(String code, String list, int index, String message, String fix) {
        problems.error(code, itemPlace(list, index), message, fix);
    }

    /** Something isn't there that a run needs. */
    public void lacking(String code, String property, String message, String fix) {
        problems.add(lacking, code, place(property), message, fix);
    }

    public void missing(String property) {
        error("config.missing", property, "'" + property + "' must be given", "add " + property + ": …");
    }

    /** Whether the file has a value for the property. */
    public boolean isGiven(String property) {
        return section.present(property).isPresent();
    }

    /** Whether the file has nothing for the section; a value of the wrong kind is something. */
    public boolean isEmpty(String name) {
        return section.present(name)
                .filter(entry ->
                        !(entry.value() instanceof YamlMap map && map.entries().isEmpty()))
                .isEmpty();
    }

    private List<YamlNode> items(String list) {
        return section.present(list)
                .map(YamlMap.Entry::value)
                .filter(YamlList.class::isInstance)
                .map(node -> ((YamlList) node).items())
                .orElse(List.of());
    }

    private Optional<YamlNode> node(String list, int index) {
        return items(list).stream().skip(index).findFirst();
    }

    private Place itemPlace(String list, int index) {
        Optional<YamlNode> item = node(list, index);
        return item.isPresent()
                ? place(list).item(index, item.get().line(), item.get().column())
                : place(list);
    }

    /** Where the name of the property is written; without it, where the section is. */
    private Place place(String property) {
        Optional<YamlMap.Entry> entry = section.entry(property);
        return entry.isPresent()
                ? place.child(property, entry.get().line(), entry.get().column())
                : place.missing(property);
    }
}
