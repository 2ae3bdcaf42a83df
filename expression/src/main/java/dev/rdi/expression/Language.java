package dev.rdi.expression;

/** The languages that an expression can be written in. */
public enum Language {
    /** JMESPath with RDI's functions. */
    JMESPATH,
    /** An expression of SQLite's SQL. */
    SQL
}
