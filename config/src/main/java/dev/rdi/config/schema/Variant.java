package dev.rdi.config.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One of the records of an interface that is marked {@link OneOf}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Variant {
    /** The values of the deciding property that stand for this record. */
    String[] value();

    /** Its title on the reference page. */
    String title();
}
