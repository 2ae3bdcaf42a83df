/** Secrets: encrypted in the RDI database, in files and variables, at HashiCorp Vault; and a watch for their changes. */
@NullMarked
package dev.rdi.control.secret;

import org.jspecify.annotations.NullMarked;
