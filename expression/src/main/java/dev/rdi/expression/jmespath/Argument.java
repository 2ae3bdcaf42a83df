package dev.rdi.expression.jmespath;

/** An argument of a call, and where it stands. */
record Argument(Node node, int offset) {}
