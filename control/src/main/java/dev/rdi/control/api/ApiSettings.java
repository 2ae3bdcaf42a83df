package dev.rdi.control.api;

import dev.rdi.control.api.http.Origins;
import dev.rdi.control.api.http.ServerLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * How the API is served.
 *
 * <p>Immutable. Its text form leaves the password out.
 *
 * @param port 0 for any that is free
 * @param tls the certificate; empty for plain HTTP
 * @param origins pages of other sites that may use it in a browser
 * @param tokenLife how long a login counts
 * @param passwordCost the strength of the hashes of passwords
 * @param adminUser the first admin
 * @param adminPassword of the first admin; empty to make one up
 * @param healthOnly whether nothing but the health of the server is served
 */
public record ApiSettings(
        String host,
        int port,
        Optional<TlsFiles> tls,
        Origins origins,
        ServerLimits limits,
        Duration tokenLife,
        int passwordCost,
        String adminUser,
        Optional<String> adminPassword,
        boolean healthOnly) {

    /** The address and otherwise the defaults. */
    public static ApiSettings at(String host, int port) {
        return new ApiSettings(
                host,
                port,
                Optional.empty(),
                Origins.NONE,
                ServerLimits.DEFAULT,
                Duration.ofHours(12),
                12,
                "admin",
                Optional.empty(),
                false);
    }

    /** With another first admin. */
    public ApiSettings admin(String user, Optional<String> password) {
        return new ApiSettings(host, port, tls, origins, limits, tokenLife, passwordCost, user, password, healthOnly);
    }

    /** With a certificate. */
    public ApiSettings tls(TlsFiles files) {
        return new ApiSettings(
                host,
                port,
                Optional.of(files),
                origins,
                limits,
                tokenLife,
                passwordCost,
                adminUser,
                adminPassword,
                healthOnly);
    }

    /** With pages of other sites. */
    public ApiSettings origins(Origins allowed) {
        return new ApiSettings(
                host, port, tls, allowed, limits, tokenLife, passwordCost, adminUser, adminPassword, healthOnly);
    }

    /** With other limits. */
    public ApiSettings limits(ServerLimits other) {
        return new ApiSettings(
                host, port, tls, origins, other, tokenLife, passwordCost, adminUser, adminPassword, healthOnly);
    }

    /** With hashes of another strength. */
    public ApiSettings passwordCost(int cost) {
        return new ApiSettings(host, port, tls, origins, limits, tokenLife, cost, adminUser, adminPassword, healthOnly);
    }

    /** With nothing but the health of the server. */
    public ApiSettings onlyHealth() {
        return new ApiSettings(
                host, port, tls, origins, limits, tokenLife, passwordCost, adminUser, adminPassword, true);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
