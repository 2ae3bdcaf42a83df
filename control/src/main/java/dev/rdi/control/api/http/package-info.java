/** What an API is made of: declared routes, typed parameters and bodies, one place for errors, a server, a description. */
@NullMarked
package dev.rdi.control.api.http;

import org.jspecify.annotations.NullMarked;
