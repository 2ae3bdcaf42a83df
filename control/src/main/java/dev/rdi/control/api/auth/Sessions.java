package dev.rdi.control.api.auth;

import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Authenticator;
import dev.rdi.control.api.http.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logins, and the callers of requests that carry the token of one. A token counts as long as its user exists with the
 * same password and role.
 *
 * <p>Thread-safe.
 */
public final class Sessions implements Authenticator {

    private static final Logger AUDIT = LoggerFactory.getLogger("dev.rdi.audit");
    private static final String SCHEME = "Bearer ";
    private static final int MOST_OF_USER = 5;
    private static final int MOST_OF_ADDRESS = 50;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MAX_NAME = 64;

    private final Users users;
    private final Tokens tokens;
    private final LoginLimit ofUser;
    private final LoginLimit ofAddress;

    public Sessions(Users users, Tokens tokens, Clock clock) {
        this.users = users;
        this.tokens = tokens;
        this.ofUser = new LoginLimit(MOST_OF_USER, WINDOW, clock);
        this.ofAddress = new LoginLimit(MOST_OF_ADDRESS, WINDOW, clock);
    }

    /**
     * A new token.
     *
     * @throws ApiException 401 if name and password aren't those of a user, 429 after too many failures
     */
    String login(String name, String password, String address) {
        String known = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
        String who = known + " " + address;
        long wait = Math.max(ofUser.waitSeconds(who), ofAddress.waitSeconds(address));
        if (wait > 0) {
            AUDIT.warn("user={} address={} change=login refused, too many failures", printable(known), address);
            throw ApiException.tryLater(429, "too many failed logins", wait);
        }
        Optional<User> user = users.login(name, password);
        if (user.isEmpty()) {
            ofUser.failed(who);
            ofAddress.failed(address);
            AUDIT.warn("user={} address={} change=login failed", printable(known), address);
            throw ApiException.unauthorized("user and password don't match");
        }
        ofUser.succeeded(who);
        AUDIT.info("user={} address={} change=login", name, address);
        return tokens.issue(name, Users.text(user.get().role()), user.get().version());
    }

    /** A name that somebody sent must not look like a line of the log. */
    private static String printable(String name) {
        return name.replaceAll("[^A-Za-z0-9._@-]", "?");
    }

    @Override
    public Caller authenticate(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw ApiException.unauthorized("the request needs a token: log in first");
        }
        Tokens.Claims claims =
                tokens.verify(authorization.substring(SCHEME.length()).strip());
        User user = users.find(claims.user())
                .filter(it -> it.version().equals(claims.version()))
                .orElseThrow(Tokens::refused);
        return new Caller(user.name(), user.role());
    }
}
