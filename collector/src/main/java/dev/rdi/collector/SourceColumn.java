package dev.rdi.collector;

import java.util.Optional;

/**
 * A column as the source's catalog describes it.
 *
 * <p>Immutable.
 *
 * @param type the name of its type as PostgreSQL keeps it, for example {@code int4}, {@code varchar}, {@code _text} for
 *     an array
 * @param size characters of a text, bits or digits of a number; nothing where the type has none
 * @param primaryKey whether it belongs to the primary key
 * @param uniqueConstraint whether it alone tells a row from all others
 */
public record SourceColumn(String type, Optional<Integer> size, boolean primaryKey, boolean uniqueConstraint) {}
