/** Encrypted connections, from certificates and keys in PEM. */
@NullMarked
package dev.rdi.redis.tls;

import org.jspecify.annotations.NullMarked;
