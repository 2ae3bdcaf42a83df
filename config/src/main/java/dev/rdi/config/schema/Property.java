package dev.rdi.config.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The one declaration of a property: reading, checking, the JSON schema and the reference page follow from it.
 *
 * <p>It stands at the component of a record. A component that isn't optional and has neither a default nor children
 * must be given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Property {
    /** What it is and what it does, in Markdown. */
    String value();

    /** The name in the file; without it the component's name with underscores. */
    String name() default "";

    /** An older or alternative name that is accepted as well. */
    String alias() default "";

    /** The value that holds where the file has none, as it would be written; empty for none. */
    String defaultValue() default "";

    /** A value as a user could write it. */
    String example() default "";

    /** The smallest number that is allowed. */
    long min() default Long.MIN_VALUE;

    /** The largest number that is allowed. */
    long max() default Long.MAX_VALUE;

    /** The most characters that a text, or each text of a list, may have. */
    int maxLength() default Integer.MAX_VALUE;

    /** What a text, or each text of a list, must look like; empty for anything. */
    String pattern() default "";

    /** Whether a property with children must be given. */
    boolean required() default false;

    /** Whether the children may stand beside the other properties, which is an old way to write them. */
    boolean flat() default false;

    /** Whether the only item of a list may be written in place of the list: its properties stand beside each other. */
    boolean single() default false;

    /** What to do instead of using it; empty where it isn't deprecated. */
    String deprecated() default "";

    /** Which collectors, processors or databases it concerns; empty for all. */
    String appliesTo() default "";

    /** The settings that are known by name, where the property takes any setting. */
    Key[] keys() default {};
}
