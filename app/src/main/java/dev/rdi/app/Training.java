package dev.rdi.app;

import dev.rdi.cli.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Does what commands do, against a server that only pretends, so that Java can write down which classes they load. The
 * launcher starts it once, and later commands start quicker.
 *
 * <p>Confined to one thread, but for the server that pretends.
 */
final class Training {

    private static final String PIPELINE = """
            {"name":"default","active":true,"status":"started","current":true,"errors":[],"config":{"sources":{"s":{
             "connection":{"type":"postgresql","host":"h","port":1}}},"targets":{"target":{"connection":{"type":"redis"}}}},
             "components":[{"name":"processor","type":"stream-processor","version":"1","status":"started"}]}""";
    private static final Map<String, String> ANSWERS = Map.of(
            "/api/v1/login", "{\"access_token\":\"t\",\"token_type\":\"bearer\"}",
            "/api/v2/info", "{\"version\":\"1\",\"leader_election_mode\":\"leader\"}",
            "/api/v2/pipelines", "[" + PIPELINE + "]",
            "/api/v2/pipelines/default", PIPELINE,
            "/api/v2/pipelines/default/metric-collections", "[{\"name\":\"processor\",\"metrics\":{\"n\":1.5}}]");

    private static final String CONTEXT = """
            current-context: paper
            contexts:
              paper:
                api-url: http://127.0.0.1:%d
                user: u
            """;

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Files.createTempDirectory("redis-di");
        Path context = home.resolve(".redis-di");
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread pretending = new Thread(() -> serve(server), "pretending");
            pretending.setDaemon(true);
            pretending.start();
            Shell shell = new Shell(
                    Map.of("HOME", home.toString(), "RDI_PASSWORD", "p"),
                    InputStream.nullInputStream(),
                    Clock.systemUTC());
            Files.writeString(context, CONTEXT.formatted(server.getLocalPort()));
            for (String line : List.of("list", "list -o json", "get -o yaml", "describe", "list nowhere", "--help")) {
                String[] words = line.split(" ");
                Main.commandLine(shell, words)
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute(words);
            }
        } finally {
            Files.deleteIfExists(context);
            Files.delete(home);
        }
    }

    private static void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                answer(client);
            } catch (IOException e) {
                // The next one may do better; at the end there is none.
            }
        }
    }

    private static void answer(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        String request = String.valueOf(in.readLine());
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        in.skip(length);
        String body = ANSWERS.getOrDefault(request.split(" ", -1)[1], "{}");
        OutputStream out = client.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
