/** Who may use the API: users, roles, tokens, logins. */
@NullMarked
package dev.rdi.control.api.auth;

import org.jspecify.annotations.NullMarked;
