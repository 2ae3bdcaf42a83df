@NullMarked
package dev.rdi.demo;

import org.jspecify.annotations.NullMarked;
