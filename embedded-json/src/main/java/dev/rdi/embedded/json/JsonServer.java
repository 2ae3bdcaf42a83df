package dev.rdi.embedded.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.globalstate.ConfigurationStorage;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.server.resp.RespServer;
import org.infinispan.server.resp.configuration.RespServerConfigurationBuilder;

/**
 * A server for tests that speaks Redis' protocol and its JSON commands, in this JVM: Redis with its modules isn't to be
 * had as a Maven artifact. With {@code -Dredis.json.url=redis://host:port} that server is used instead; tests empty it.
 *
 * <p>It differs from Redis: no streams, ACL, UNLINK, CLIENT KILL, HELLO 2; SCAN doesn't look at TYPE; JSON.SET ends a
 * time to live, and PERSIST refuses hashes and documents that have one; a script inside of MULTI, or one that meets a key
 * of another type, fails with words of its own; of the arguments of a script every byte beyond ASCII arrives as a question
 * mark.
 *
 * <p>Thread-safe. The shared server starts in some seconds and ends with the JVM.
 */
public final class JsonServer {

    private static final String OTHER = "redis.json.url";

    private final String host;
    private final int port;

    private JsonServer(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** The server that all tests of this JVM share. */
    public static JsonServer shared() {
        return Holder.SERVER;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** Whether it is a real Redis, not the one that is made here. */
    public static boolean isRedis() {
        return System.getProperty(OTHER) != null;
    }

    private static JsonServer start() {
        String url = System.getProperty(OTHER);
        if (url != null) {
            URI other = URI.create(url);
            return new JsonServer(other.getHost(), other.getPort());
        }
        // One of its assertions takes the dot of JSON.SET in a script for a mistake.
        JsonServer.class.getClassLoader().setPackageAssertionStatus("org.infinispan", false);
        try {
            int port = freePort();
            Path folder = Files.createTempDirectory("rdi-json");
            GlobalConfigurationBuilder global = new GlobalConfigurationBuilder().nonClusteredDefault();
            global.globalState()
                    .enable()
                    .persistentLocation(folder.toString())
                    .configurationStorage(ConfigurationStorage.OVERLAY);
            RespServer server = new RespServer();
            server.start(
                    new RespServerConfigurationBuilder()
                            .host(InetAddress.getLoopbackAddress().getHostAddress())
                            .port(port)
                            .build(),
                    new DefaultCacheManager(global.build()));
            server.postStart();
            return new JsonServer("127.0.0.1", port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    // Starts the server when it is first used.
    private static final class Holder {
        static final JsonServer SERVER = start();
    }
}
