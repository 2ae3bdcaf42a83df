package dev.rdi.demo;

import java.util.Map;

/**
 * What Redis must hold for a row of the source: a hash and its key. Immutable.
 *
 * @param key {@code table:column:value}, with a column and a value for each column of the primary key
 * @param fields the values that are not null, by column name
 */
public record ExpectedRow(String key, Map<String, String> fields) {}
