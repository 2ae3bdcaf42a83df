package dev.rdi.control.api;

import dev.rdi.control.api.TestApi.Answer;
import dev.rdi.embedded.RedisServer;

/** One Redis and one API for all tests of a class, emptied before each, with an admin and a viewer. */
final class ApiFixture implements AutoCloseable {

    final RedisServer redis = RedisServer.builder().start();
    final TestApi api = new TestApi(redis);
    String admin = "";
    String viewer = "";

    ApiFixture() {
        admin = api.login(TestApi.ADMIN, TestApi.PASSWORD);
        Answer made = api.send(
                "POST",
                "/api/v2/users",
                admin,
                "{\"username\":\"watcher\",\"password\":\"just looking\",\"role\":\"viewer\"}");
        if (made.status() != 201) {
            throw new AssertionError(made.body());
        }
        viewer = api.login("watcher", "just looking");
    }

    /** Removes everything but the users and the key of the tokens. */
    void clear() {
        redis.call(
                "EVAL",
                "for _, k in ipairs(redis.call('KEYS', '*')) do"
                        + " if k ~= 'rdi:users' and k ~= 'rdi:token-key' then redis.call('DEL', k) end end",
                "0");
    }

    /** A configuration whose target is this Redis. */
    String config(int debounce) {
        return ("{\"sources\":{\"shop\":{\"type\":\"cdc\",\"connection\":{\"type\":\"postgresql\",\"host\":\"localhost\","
                        + "\"port\":5432,\"database\":\"shop\",\"user\":\"u\",\"password\":\"open sesame\"}}},"
                        + "\"targets\":{\"target\":{\"connection\":{\"type\":\"redis\",\"host\":\"127.0.0.1\",\"port\":PORT}}},"
                        + "\"processors\":{\"dlq_max_messages\":N}}")
                .replace("PORT", String.valueOf(redis.port()))
                .replace("N}", debounce + "}");
    }

    Answer admin(String method, String path, String body) {
        return api.send(method, path, admin, body);
    }

    Answer viewer(String method, String path, String body) {
        return api.send(method, path, viewer, body);
    }

    Answer create(String name) {
        return admin("POST", "/api/v2/pipelines", "{\"name\":\"" + name + "\",\"config\":" + config(100) + "}");
    }

    @Override
    public void close() {
        api.close();
        redis.close();
    }
}
