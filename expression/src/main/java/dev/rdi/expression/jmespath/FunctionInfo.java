package dev.rdi.expression.jmespath;

/**
 * What a user wants to know of a function. The reference page and the API tell it.
 *
 * <p>Immutable.
 *
 * @param name the name in expressions
 * @param signature how it is called, for example {@code left(text: string, count: number)}
 * @param meaning what it gives, one sentence without a full stop
 * @param example an expression
 * @param input the record that the example reads, as JSON
 * @param result what the example gives, as JSON; empty if it differs from time to time
 * @param isCustom whether it is one of RDI's own, not one of JMESPath's
 */
public record FunctionInfo(
        String name, String signature, String meaning, String example, String input, String result, boolean isCustom) {}
