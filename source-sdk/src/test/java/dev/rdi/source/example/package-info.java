/** A source to begin with: take {@link dev.rdi.source.example.CsvSource} and put your own reading in its place. */
@NullMarked
package dev.rdi.source.example;

import org.jspecify.annotations.NullMarked;
