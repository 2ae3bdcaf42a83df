@NullMarked
package dev.rdi.redis.tls;

import org.jspecify.annotations.NullMarked;
