/**
 * The RDI database: connections, change streams, positions, offsets, leases. Only this module uses the Redis client.
 */
@NullMarked
package dev.rdi.redis;

import org.jspecify.annotations.NullMarked;
