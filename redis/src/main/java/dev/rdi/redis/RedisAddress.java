package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.Tls;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Redis is and who we are there.
 *
 * <p>Immutable. Its text form leaves the password out.
 *
 * @param host name or address
 * @param port the port
 * @param user the ACL user; empty for the default user
 * @param password empty if none is needed
 * @param tls whether and how the connection is encrypted
 * @param topology further servers to ask
 */
public record RedisAddress(String host, int port, String user, String password, Tls tls, Topology topology) {

    private static final int DEFAULT_PORT = 6379;
    private static final int DEFAULT_SENTINEL_PORT = 26379;
    private static final Pattern URL = Pattern.compile("redis(?<tls>s)?(?<sentinel>-sentinel)?://"
            + "(?:(?<user>[^@/?#\\s]*)@)?(?<hosts>[^@/?#\\s]+)(?<path>(?:/[^?#\\s]*)?)");
    private static final Pattern ENDPOINT = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^\\s:\\[\\]]+)(?::(\\d{1,5}))?");

    public RedisAddress(String host, int port) {
        this(host, port, "", "", Tls.NONE);
    }

    public RedisAddress(String host, int port, String user, String password, Tls tls) {
        this(host, port, user, password, tls, Topology.ONE);
    }

    /**
     * Reads {@code redis://[[user]:password@]host[:port]}, {@code rediss://…} for TLS; of a cluster some of its nodes can
     * be named, separated by commas. {@code redis-sentinel://…host[:port],…/master} names sentinels and what they watch.
     * Special characters in user and password are percent-encoded.
     *
     * @throws RdiException of kind CONFIG if the text is not such an address
     */
    public static RedisAddress parse(String url) {
        Matcher parts = URL.matcher(url.strip());
        if (!parts.matches()) {
            throw malformed();
        }
        boolean sentinel = parts.group("sentinel") != null;
        String path = parts.group("path");
        if (sentinel ? !path.matches("/[^/]+") : !path.matches("(/?0?)")) {
            throw malformed();
        }
        String userInfo = parts.group("user") == null ? "" : parts.group("user");
        int colon = userInfo.indexOf(':');
        return of(
                parts.group("hosts") + (sentinel ? decode(path) : ""),
                sentinel ? DEFAULT_SENTINEL_PORT : DEFAULT_PORT,
                decode(colon < 0 ? "" : userInfo.substring(0, colon)),
                decode(colon < 0 ? userInfo : userInfo.substring(colon + 1)),
                parts.group("tls") == null ? Tls.NONE : Tls.SYSTEM);
    }

    /**
     * An address of one or several servers.
     *
     * @param where names or addresses, separated by commas, with a port or without; behind a slash the name of the master
     *     if they are sentinels
     * @param port of those that have none
     * @throws RdiException of kind CONFIG if that can't be read
     */
    public static RedisAddress of(String where, int port, String user, String password, Tls tls) {
        int slash = where.indexOf('/');
        String hosts = slash < 0 ? where : where.substring(0, slash);
        String master = slash < 0 ? "" : where.substring(slash + 1);
        boolean isAddress = hosts.matches("[^\\[,]*:[^,]*:[^,]*");
        List<Endpoint> seeds = isAddress ? List.of(new Endpoint(hosts, port)) : endpoints(hosts, port);
        boolean isPlain = seeds.size() == 1 && master.isEmpty();
        return new RedisAddress(
                seeds.get(0).host(),
                seeds.get(0).port(),
                user,
                password,
                tls,
                isPlain ? Topology.ONE : new Topology(seeds, master));
    }

    private static List<Endpoint> endpoints(String text, int defaultPort) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher words = ENDPOINT.matcher(part.strip());
            if (!words.matches()) {
                throw malformed();
            }
            String port = words.group(2);
            endpoints.add(new Endpoint(
                    words.group(1).replaceAll("[\\[\\]]", ""), port == null ? defaultPort : Integer.parseInt(port)));
        }
        return endpoints;
    }

    /** The name of the user that logs in. */
    public String userName() {
        return user.isEmpty() ? "default" : user;
    }

    /** The servers that can be asked. */
    List<Endpoint> seeds() {
        return topology.seeds().isEmpty() ? List.of(new Endpoint(host, port)) : topology.seeds();
    }

    /** The same with servers that were found. */
    RedisAddress withSeeds(List<Endpoint> found) {
        Set<Endpoint> all = new LinkedHashSet<>(found);
        all.addAll(seeds());
        return with(host, port, user, password, new Topology(List.copyOf(all), topology.master()));
    }

    /** One server of these. */
    RedisAddress at(Endpoint server) {
        return with(server.host(), server.port(), user, password, topology);
    }

    RedisAddress withoutCredentials() {
        return with(host, port, "", "", topology);
    }

    private RedisAddress with(String newHost, int newPort, String newUser, String newPassword, Topology newTopology) {
        return new RedisAddress(newHost, newPort, newUser, newPassword, tls, newTopology);
    }

    /** Without the URL itself: it may hold a password. */
    private static RdiException malformed() {
        return new RdiException(
                ErrorKind.CONFIG,
                "redis.address.malformed",
                "the Redis address can't be read",
                "write redis://HOST:PORT or redis://USER:PASSWORD@HOST:PORT (rediss:// for TLS; database 0 only), or"
                        + " redis-sentinel://HOST:PORT,HOST:PORT/MASTER;"
                        + " percent-encode special characters of the password, for example %40 for @");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    /** The same server with other encryption. */
    public RedisAddress with(Tls other) {
        return new RedisAddress(host, port, user, password, other, topology);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
