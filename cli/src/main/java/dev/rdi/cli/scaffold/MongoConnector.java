package dev.rdi.cli.scaffold;

import dev.rdi.config.MongoConnection;
import dev.rdi.config.SourceConfig;
import dev.rdi.config.secret.Secret;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of Debezium's connector for MongoDB, by their names without a prefix. Names are those of <a
 * href="https://debezium.io/documentation/reference/stable/connectors/mongodb.html">its documentation</a>.
 *
 * <p>Immutable.
 */
final class MongoConnector {

    private static final Pattern HAS_USER = Pattern.compile("^[a-z+]+://[^/?]*@");
    private static final Pattern AUTH_SOURCE = Pattern.compile("[?&]authSource=([^&]+)");

    /** Users are part of a client's certificate. */
    private static final String CERTIFICATE = "MONGODB-X509";

    private final SourceConfig source;
    private final MongoConnection connection;

    MongoConnector(SourceConfig source, MongoConnection connection) {
        this.source = source;
        this.connection = connection;
    }

    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("connector.class", "io.debezium.connector.mongodb.MongoDbConnector");
        String address = connection.connectionString().reveal();
        properties.put("mongodb.connection.string", address);
        if (!HAS_USER.matcher(address).find() && !address.contains(CERTIFICATE)) {
            addUser(properties, address);
        }
        // With the changed fields alone nothing but the database would know the document.
        properties.put("capture.mode", "change_streams_update_full");
        properties.put("topic.prefix", "rdi");
        properties.put("skipped.operations", "none");
        properties.put("tombstones.on.delete", "false");
        properties.put("heartbeat.interval.ms", "10000");
        // Under a name that the pipeline reads, too; else nobody would trim them.
        properties.put("topic.heartbeat.prefix", "rdi.heartbeat");
        addCaptured(properties);
        return properties;
    }

    /** A user that isn't in the connection string doesn't take its authentication database from there either. */
    private void addUser(Map<String, String> properties, String address) {
        properties.put("mongodb.user", connection.user().orElse(DebeziumConnector.USER));
        properties.put(
                "mongodb.password", connection.password().map(Secret::reveal).orElse(DebeziumConnector.PASSWORD));
        Matcher database = AUTH_SOURCE.matcher(address);
        if (database.find()) {
            properties.put("mongodb.authsource", database.group(1));
        }
    }

    private void addCaptured(Map<String, String> properties) {
        List<String> databases = databases();
        put(
                properties,
                "database.include.list",
                databases.stream().map(CapturedLists::pattern).toList());
        Map<String, List<String>> excluded = new LinkedHashMap<>();
        source.tables().forEach((name, table) -> excluded.put(qualified(databases, name), table.excludeColumns()));
        put(
                properties,
                "collection.include.list",
                excluded.keySet().stream().map(CapturedLists::pattern).toList());
        // These are names, with * alone as a pattern.
        put(
                properties,
                "field.exclude.list",
                excluded.entrySet().stream()
                        .flatMap(table -> table.getValue().stream().map(field -> table.getKey() + '.' + field))
                        .toList());
    }

    private List<String> databases() {
        return source.databases().isEmpty()
                ? connection.database().stream()
                        .flatMap(list -> Arrays.stream(list.split(",", -1)))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList()
                : source.databases();
    }

    /** A collection without a database is in the only one there is. */
    private static String qualified(List<String> databases, String name) {
        return name.contains(".") || databases.size() != 1 ? name : databases.get(0) + '.' + name;
    }

    private static void put(Map<String, String> properties, String name, List<String> values) {
        if (!values.isEmpty()) {
            properties.put(name, values.stream().collect(Collectors.joining(",")));
        }
    }
}
