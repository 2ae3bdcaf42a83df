/** What users of a Redis with access control lists must be allowed to do, and what one of them lacks. */
@NullMarked
package dev.rdi.redis.acl;

import org.jspecify.annotations.NullMarked;
