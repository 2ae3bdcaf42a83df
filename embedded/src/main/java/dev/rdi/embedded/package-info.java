/**
 * Real PostgreSQL, MariaDB and Redis servers that come out of Maven artifacts and need nothing installed.
 *
 * <p>The demo and the tests use them. They listen on 127.0.0.1 alone, run as processes of their own,
 * can be stopped, killed and started again on the same port and data, and are ended by a guard when
 * this JVM is gone, however it ended.
 */
@NullMarked
package dev.rdi.embedded;

import org.jspecify.annotations.NullMarked;
