package dev.rdi.control.api.auth;

import static dev.rdi.control.api.http.Route.delete;
import static dev.rdi.control.api.http.Route.get;
import static dev.rdi.control.api.http.Route.patch;
import static dev.rdi.control.api.http.Route.post;

import dev.rdi.control.api.http.Access;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Parameter;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.http.Shape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of logins and users. Immutable. */
public final class AuthRoutes {

    private static final String LOGIN = "Login";
    private static final String USERS = "Users";
    private static final int MAX_BODY = 4_096;
    private static final Parameter<String> NAME = Parameter.path("username", "The user's name.");

    private final Sessions sessions;
    private final Users users;

    public AuthRoutes(Sessions sessions, Users users) {
        this.sessions = sessions;
        this.users = users;
    }

    /** Who logs in. Its text form leaves the password out. */
    record Credentials(
            @Doc("The user.") @Nullable String username,
            @Doc("The password of the user.") @Nullable String password) {

        @Override
        public String toString() {
            return "credentials";
        }
    }

    record Token(
            @Doc("Goes into the header `Authorization: Bearer …` of each request.")
            String accessToken,

            @Doc("Always `bearer`.") String tokenType) {}

    /** What users may do. */
    enum Role {
        /** Look. */
        VIEWER,
        /** Everything. */
        ADMIN
    }

    /** A new user. Its text form leaves the password out. */
    record NewUser(
            @Doc("Up to 64 letters, digits and `. _ @ -`.") String username,
            @Doc("At least 8 characters, at most 72 bytes.") String password,

            @Doc(value = "What the user may do.", defaultValue = "viewer")
            Role role) {

        @Override
        public String toString() {
            return username;
        }
    }

    /** What changes about a user. Its text form leaves the password out. */
    record UserChange(
            @Doc("A new password.") @Nullable String password,
            @Doc("Another role.") @Nullable Role role) {

        @Override
        public String toString() {
            return "change of a user";
        }
    }

    record UserView(
            @Doc("The name.") String username,
            @Doc("What the user may do.") Role role) {

        static UserView of(User user) {
            return new UserView(user.name(), user.role() == Access.ADMIN ? Role.ADMIN : Role.VIEWER);
        }
    }

    public List<Route> routes() {
        return List.of(
                post("/api/v1/login", "Gives a token for a user and a password.")
                        .in(LOGIN)
                        .access(Access.ANYONE)
                        .maxBody(MAX_BODY)
                        .gives(200, Token.class)
                        .fails(401, 422, 429)
                        .does(Credentials.class, this::login),
                get("/api/v2/users", "Lists the users.")
                        .in(USERS)
                        .access(Access.ADMIN)
                        .gives(200, Shape.listOf(UserView.class))
                        .does(call ->
                                Reply.ok(users.list().stream().map(UserView::of).toList())),
                post("/api/v2/users", "Makes a user.")
                        .in(USERS)
                        .maxBody(MAX_BODY)
                        .gives(201, UserView.class)
                        .fails(409, 422)
                        .does(NewUser.class, this::create),
                patch("/api/v2/users/{username}", "Changes the password or the role of a user.")
                        .in(USERS)
                        .description("The tokens of the user don't count any more. The last admin stays one.")
                        .takes(NAME)
                        .maxBody(MAX_BODY)
                        .gives(200, UserView.class)
                        .fails(404, 409, 422)
                        .does(UserChange.class, this::update),
                delete("/api/v2/users/{username}", "Removes a user, but not the last admin.")
                        .in(USERS)
                        .takes(NAME)
                        .gives(204, Shape.NONE)
                        .fails(404, 409)
                        .does(this::remove));
    }

    private Reply login(Call call, Credentials credentials) {
        if (credentials.username() == null || credentials.password() == null) {
            throw ApiException.unauthorized("user and password are needed");
        }
        String token = sessions.login(credentials.username(), credentials.password(), call.address());
        return Reply.ok(new Token(token, "bearer"));
    }

    private Reply create(Call call, NewUser user) {
        User made = users.create(
                user.username(),
                user.password(),
                access(user.role()),
                call.caller().user());
        return Reply.created(UserView.of(made));
    }

    private Reply update(Call call, UserChange change) {
        User changed = users.update(
                call.get(NAME),
                Optional.ofNullable(change.password()),
                Optional.ofNullable(change.role()).map(AuthRoutes::access),
                call.caller().user());
        return Reply.ok(UserView.of(changed));
    }

    private Reply remove(Call call) {
        users.delete(call.get(NAME), call.caller().user());
        return Reply.noContent();
    }

    private static Access access(Role role) {
        return role == Role.ADMIN ? Access.ADMIN : Access.VIEWER;
    }
}
