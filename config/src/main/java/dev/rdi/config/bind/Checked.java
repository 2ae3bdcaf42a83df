package dev.rdi.config.bind;

/** A record that knows what must hold between its properties, beyond what each of them declares on its own. */
public interface Checked {
    /**
     * Reports what doesn't hold; called once, when the record was bound.
     *
     * <p>A property that is wrong or unknown has a stand-in, so a rule asks the findings whether it is given.
     */
    void check(Findings findings);
}
