package dev.rdi.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that was measured, in the order in which it was first seen. Confined to one thread.
 */
final class Results {

    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * A figure that is compared with a goal.
     *
     * @param goal in words; empty if there is none
     */
    record Verdict(String goal, Series series) {}

    /**
     * A table of the report.
     *
     * @param quantities the columns
     * @param lines subject, then quantity
     */
    record Section(Set<String> quantities, Map<String, Map<String, Series>> lines) {

        private Series series(String subject, String quantity) {
            quantities.add(quantity);
            return lines.computeIfAbsent(subject, name -> new LinkedHashMap<>())
                    .computeIfAbsent(quantity, name -> new Series());
        }
    }

    /** Adds a value of this round: a table of the report, a line and a column in it. */
    void add(String section, String subject, String quantity, double value) {
        sections.computeIfAbsent(section, name -> new Section(new LinkedHashSet<>(), new LinkedHashMap<>()))
                .series(subject, quantity)
                .add(value);
    }

    /** Adds a value of this round to the figures that matter most. */
    void judge(String title, String goal, double value) {
        verdicts.computeIfAbsent(title, name -> new Verdict(goal, new Series()))
                .series()
                .add(value);
    }

    /** Notes something that a reader must know: a part that was left out, or failed. */
    void remark(String text) {
        if (!remarks.contains(text)) {
            remarks.add(text);
        }
    }

    Map<String, Section> sections() {
        return sections;
    }

    Map<String, Verdict> verdicts() {
        return verdicts;
    }

    List<String> remarks() {
        return remarks;
    }
}
