package dev.rdi.config.schema;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A setting that is known by its name, among settings that are passed on; part of {@link Property}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Key {
    /** The name of the setting in the file. */
    String name();

    /** What it does, in Markdown. */
    String value();

    /** What its value must be. */
    Kind kind() default Kind.TEXT;

    /** The value that holds where the file has none; empty for none. */
    String defaultValue() default "";

    /** The smallest number that is allowed. */
    long min() default Long.MIN_VALUE;

    /** The only texts that are allowed; none for any text. */
    String[] allowed() default {};

    /** What the value of a setting must be. */
    enum Kind {
        TEXT,
        INTEGER,
        NUMBER,
        BOOLEAN
    }
}
