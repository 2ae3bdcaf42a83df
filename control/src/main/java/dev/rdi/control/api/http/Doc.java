package dev.rdi.control.api.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the description of the API says about a component of a record, and its default in a request. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Doc {

    /** One sentence. */
    String value();

    /** What counts where a request doesn't give it; empty for none. */
    String defaultValue() default "";

    /** The format of a text, in the words of JSON schema; empty for none. */
    String format() default "";
}
