package dev.rdi.collector;

import dev.rdi.config.DatabaseType;
import dev.rdi.config.SourceConfig;
import dev.rdi.config.SqlConnection;
import java.util.List;
import java.util.Map;

/**
 * What the collector needs to know about a source, of whichever kind it is.
 *
 * <p>Immutable. Holds the password: don't log its parts.
 */
public sealed interface SourceSettings permits PostgresSettings, MySqlSettings {

    /**
     * The settings of a configured source.
     *
     * @param server the logical name of the source
     * @param installation the name of the installation
     * @param pipeline the name of the pipeline
     */
    static SourceSettings of(
            SourceConfig source, SqlConnection connection, String server, String installation, String pipeline) {
        return connection.type() == DatabaseType.POSTGRESQL
                ? PostgresSettings.of(source, connection, server, installation, pipeline)
                : MySqlSettings.of(source, connection, server, installation, pipeline);
    }

    /** The name of the product, for people. */
    String product();

    String host();

    int port();

    String user();

    String password();

    /** The logical name of the source, RDI's {@code server_name}. */
    String server();

    /** What the tables of the source lie in: schemas, or databases where there are no schemas; all if empty. */
    List<String> schemas();

    /** The tables to capture, all of the schemas if empty. */
    List<TableSettings> tables();

    /** Properties for Debezium, as they were written. */
    Map<String, String> advanced();

    /** Whether bit strings and intervals are captured, as text, instead of dropped. */
    boolean textOfBitsAndIntervals();

    /** The database that is read; several, with commas, where that isn't one. */
    String namespace();

    /** Host, port and database, for people. */
    String place();

    /** Differs where other settings may make other changes of the same transactions. */
    String changesFingerprint();
}
