package dev.rdi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.cli.scaffold.DebeziumServerFile;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.secret.References;
import dev.rdi.redis.RedisAddress;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a Debezium Server is told about a MongoDB, property by property. */
class ScaffoldMongoTest {

    private static final String PREFIX = "debezium.source.";

    @Test
    void tellsTheConnectionAsItIsWithReferences() {
        Map<String, String> properties = properties("""
                connection:
                  type: mongodb
                  connection_string: mongodb://${SOURCE_DB_USERNAME}:${SOURCE_DB_PASSWORD}@a:27017,b:27017/?replicaSet=rs0&authSource=admin
                """);

        assertThat(properties)
                .containsEntry("connector.class", "io.debezium.connector.mongodb.MongoDbConnector")
                .containsEntry(
                        "mongodb.connection.string",
                        "mongodb://${SOURCE_DB_USERNAME}:${SOURCE_DB_PASSWORD}@a:27017,b:27017/"
                                + "?replicaSet=rs0&authSource=admin")
                .doesNotContainKeys("mongodb.user", "mongodb.password", "mongodb.authsource");
    }

    @Test
    void tellsTheUserWithTheDatabaseThatKnowsIt() {
        Map<String, String> properties = properties("""
                connection:
                  type: mongodb
                  connection_string: mongodb://a:27017/?authSource=users&replicaSet=rs0
                  user: rdi
                """);

        assertThat(properties)
                .containsEntry("mongodb.user", "rdi")
                .containsEntry("mongodb.password", "${SOURCE_DB_PASSWORD}")
                .containsEntry("mongodb.authsource", "users");
    }

    @Test
    void leavesTheUserToTheCertificate() {
        Map<String, String> properties = properties("""
                connection:
                  type: mongodb
                  connection_string: mongodb://a:27017/?authMechanism=MONGODB-X509&authSource=%24external
                advanced:
                  source: {mongodb.ssl.enabled: true, mongodb.ssl.keystore: /certs/store}
                """);

        assertThat(properties)
                .doesNotContainKeys("mongodb.user", "mongodb.password", "mongodb.authsource")
                .containsEntry("mongodb.ssl.enabled", "true")
                .containsEntry("mongodb.ssl.keystore", "/certs/store");
    }

    @Test
    void asksForWholeDocumentsAndAllChanges() {
        assertThat(properties("connection: {type: mongodb, connection_string: 'mongodb://a/'}"))
                .containsEntry("capture.mode", "change_streams_update_full")
                .containsEntry("skipped.operations", "none")
                .containsEntry("tombstones.on.delete", "false")
                .containsEntry("topic.prefix", "rdi")
                .containsEntry("topic.heartbeat.prefix", "rdi.heartbeat")
                .containsEntry("heartbeat.interval.ms", "10000")
                .doesNotContainKeys(
                        "database.include.list",
                        "collection.include.list",
                        "field.exclude.list",
                        "schema.history.internal");
    }

    @Test
    void listsDatabasesCollectionsAndFields() {
        assertThat(properties("""
                connection: {type: mongodb, connection_string: 'mongodb://a/', database: "ignored"}
                databases: [shop]
                tables:
                  shop.orders: {exclude_columns: [note, customer.phone]}
                  line-items: {}
                """))
                .containsEntry("database.include.list", "shop")
                .containsEntry("collection.include.list", "shop\\\\.orders,shop\\\\.line\\\\x{2d}items")
                .containsEntry("field.exclude.list", "shop.orders.note,shop.orders.customer.phone");
    }

    @Test
    void takesTheDatabasesOfTheConnection() {
        assertThat(properties("connection: {type: mongodb, connection_string: 'mongodb://a/', database: 'shop, crm'}"))
                .containsEntry("database.include.list", "shop,crm");
    }

    private static Map<String, String> properties(String source) {
        String config = "sources:\n  shop:\n    type: external\n" + source.indent(4)
                + "targets: {target: {connection: {type: redis, host: cache, port: 6379}}}\n";
        String text = new DebeziumServerFile(
                        PipelineLoader.parse(config, "config.yaml", References.none(), Mode.OFFLINE)
                                .config()
                                .orElseThrow()
                                .source(),
                        RedisAddress.parse("redis://rdi:6379"))
                .text();
        Map<String, String> properties = new TreeMap<>();
        text.lines().filter(line -> line.startsWith(PREFIX)).forEach(line -> {
            int end = line.indexOf('=');
            properties.put(line.substring(PREFIX.length(), end), line.substring(end + 1));
        });
        return properties;
    }
}
