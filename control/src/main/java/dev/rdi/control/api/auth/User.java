package dev.rdi.control.api.auth;

import dev.rdi.control.api.http.Access;

/**
 * A user of the API.
 *
 * <p>Immutable. Its text form leaves the hash out.
 *
 * @param hash of the password
 * @param version another one after each change; tokens carry it
 */
record User(String name, Access role, String hash, String version) {

    @Override
    public String toString() {
        return name + " (" + role + ")";
    }
}
