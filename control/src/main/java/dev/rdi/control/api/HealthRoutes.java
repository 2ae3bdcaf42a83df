package dev.rdi.control.api;

import dev.rdi.control.ServerHealth;
import dev.rdi.control.api.http.Access;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Doc;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisPool;
import java.util.List;
import java.util.function.Supplier;

/** What load balancers and process managers ask: whether the server lives, and whether it can work. Immutable. */
final class HealthRoutes {

    private static final String HEALTH = "Health";

    private final RedisPool redis;
    private final Supplier<ServerHealth> health;

    HealthRoutes(RedisPool redis, Supplier<ServerHealth> health) {
        this.redis = redis;
        this.health = health;
    }

    record State(@Doc("`ok`.") String status) {}

    List<Route> routes() {
        return List.of(
                Route.get("/healthz", "Says that the process lives.")
                        .in(HEALTH)
                        .access(Access.ANYONE)
                        .gives(200, State.class)
                        .does(call -> Reply.ok(new State("ok"))),
                Route.get("/readyz", "Says whether the server can work.")
                        .in(HEALTH)
                        .description("It can't while the RDI database doesn't answer, or a thread of it is stuck.")
                        .access(Access.ANYONE)
                        .gives(200, State.class)
                        .fails(503)
                        .does(call -> ready()));
    }

    private Reply ready() {
        if (!health.get().working()) {
            throw new ApiException(503, "a part of the server is stuck");
        }
        try {
            redis.run(Keys.pipelines(), connection -> connection.require("PING"));
        } catch (RdiException e) {
            throw new ApiException(503, "the RDI database doesn't answer");
        }
        return Reply.ok(new State("ok"));
    }
}
