package dev.rdi.expression.sql;

import java.util.Set;

/** SQLite's words with a meaning of their own. Stateless. */
final class Keywords {

    /** Never a column's name, unless it is quoted. */
    private static final Set<String> RESERVED = Set.of(
            "ADD",
            "ALL",
            "ALTER",
            "AND",
            "AS",
            "AUTOINCREMENT",
            "BETWEEN",
            "CASE",
            "CHECK",
            "COLLATE",
            "COMMIT",
            "CONSTRAINT",
            "CREATE",
            "DEFAULT",
            "DEFERRABLE",
            "DELETE",
            "DISTINCT",
            "DROP",
            "ELSE",
            "ESCAPE",
            "EXCEPT",
            "EXISTS",
            "FOREIGN",
            "FROM",
            "GROUP",
            "HAVING",
            "IN",
            "INDEX",
            "INSERT",
            "INTERSECT",
            "INTO",
            "IS",
            "ISNULL",
            "JOIN",
            "LIMIT",
            "NOT",
            "NOTHING",
            "NOTNULL",
            "NULL",
            "ON",
            "OR",
            "ORDER",
            "PRIMARY",
            "REFERENCES",
            "RETURNING",
            "SELECT",
            "SET",
            "TABLE",
            "THEN",
            "TO",
            "TRANSACTION",
            "UNION",
            "UNIQUE",
            "UPDATE",
            "USING",
            "VALUES",
            "WHEN",
            "WHERE");

    /** Those of them that can stand in an expression outside of a sub-select. */
    private static final Set<String> EXPRESSION = Set.of(
            "AND",
            "AS",
            "BETWEEN",
            "CASE",
            "COLLATE",
            "DISTINCT",
            "ELSE",
            "ESCAPE",
            "EXISTS",
            "FROM",
            "IN",
            "IS",
            "ISNULL",
            "NOT",
            "NOTNULL",
            "NULL",
            "OR",
            "THEN",
            "WHEN");

    /** Operators behind a value (END closes a CASE), names elsewhere. */
    private static final Set<String> OPERATORS = Set.of("LIKE", "GLOB", "REGEXP", "MATCH", "END");

    private static final Set<String> ENDS_VALUE = Set.of("NULL", "END", "ISNULL", "NOTNULL", "TRUE", "FALSE");

    private static final Set<String> QUERY = Set.of("SELECT", "WITH", "VALUES");

    private static final Set<String> STATEMENT =
            Set.of("SELECT", "WITH", "VALUES", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP");

    private Keywords() {}

    static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    static boolean belongsToExpressions(String word) {
        return EXPRESSION.contains(word);
    }

    static boolean isOperator(String word) {
        return OPERATORS.contains(word);
    }

    /** Whether a value is complete behind the keyword. */
    static boolean endsValue(String word) {
        return ENDS_VALUE.contains(word);
    }

    /** Whether a sub-select begins with the word. */
    static boolean beginsQuery(String word) {
        return QUERY.contains(word);
    }

    /** Whether a statement, rather than an expression, begins with the word. */
    static boolean beginsStatement(String word) {
        return STATEMENT.contains(word);
    }
}
