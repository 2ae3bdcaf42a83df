package dev.rdi.collector;

import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.TableSchema;
import io.debezium.data.Uuid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads values that are missing from a row again from the source, by the row's key. What it reads may be newer than
 * the row: then a later change of the same row is under way and brings it again. If the row is gone, its delete or its
 * next key is under way, and the values are null until then, because nobody has them any more. Those of the few types
 * whose text PostgreSQL writes otherwise than Debezium stay unavailable.
 *
 * <p>Confined to one thread.
 */
final class SourceCompletion implements Completion {

    private static final Logger LOG = LoggerFactory.getLogger(SourceCompletion.class);

    private final PostgresSettings settings;
    private final SourceDatabase database;
    private @Nullable Connection kept;
    private boolean keeps;

    SourceCompletion(PostgresSettings settings) {
        this.settings = settings;
        this.database = new SourceDatabase(settings);
    }

    @Override
    public byte[] complete(TableSchema table, Struct row, RowEncoder encoder, byte[] packed) {
        Map<Integer, String> expressions = new LinkedHashMap<>();
        encoder.missing().stream()
                .forEach(column -> expression(table.row().field(column), encoder.schema(column))
                        .ifPresent(sql -> expressions.put(column, sql)));
        boolean findable =
                table.key().size() > 0 && table.key().fields().stream().allMatch(SourceCompletion::isComparable);
        if (expressions.isEmpty() || !findable) {
            return packed;
        }
        try {
            Map<Integer, Optional<String>> texts = read(connection(), table, row, expressions);
            if (texts.isEmpty()) {
                encoder.missing().stream().forEach(column -> texts.put(column, Optional.empty()));
            }
            return encoder.encode(row, texts);
        } catch (SQLException e) {
            disconnect();
            throw ConnectionFailures.explain(e, settings).toException(e);
        } finally {
            if (!keeps) {
                disconnect();
            }
        }
    }

    /** So that the connection is kept until it is over. */
    @Override
    public void expectMany(boolean many) {
        keeps = many;
        if (!many) {
            disconnect();
        }
    }

    private Connection connection() {
        Connection open = kept;
        if (open == null) {
            open = database.connect();
            kept = open;
        }
        return open;
    }

    private void disconnect() {
        Connection open = kept;
        kept = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("Closing a connection", e);
            }
        }
    }

    /** How PostgreSQL writes a column as the text that entries hold. */
    private static Optional<String> expression(Field field, Schema schema) {
        String column = Sql.name(field.name());
        boolean isHstore = ColumnEncodings.sourceType(schema).equals("HSTORE");
        return switch (field.type()) {
            case TEXT, DECIMAL -> Optional.of(column + "::text");
            case JSON -> isHstore ? Optional.empty() : Optional.of(column + "::text");
            case BYTES -> Optional.of("replace(encode(" + column + ", 'base64'), E'\\n', '')");
            case STRUCTURE -> arrayExpression(column, schema);
            case BOOLEAN, INTEGER, FLOAT -> Optional.empty();
        };
    }

    private static Optional<String> arrayExpression(String column, Schema schema) {
        if (schema.type() != Schema.Type.ARRAY || !isPlain(schema.valueSchema())) {
            return Optional.empty();
        }
        return switch (schema.valueSchema().type()) {
            case STRING -> Optional.of("to_json(" + column + "::text[])::text");
            case INT16, INT32, INT64, BOOLEAN -> Optional.of("to_json(" + column + ")::text");
            default -> Optional.empty();
        };
    }

    /** Whether PostgreSQL's JSON of the elements is that of entries. */
    private static boolean isPlain(Schema element) {
        return element.name() == null || element.name().equals(Uuid.LOGICAL_NAME);
    }

    /** Whether a key value's text means the same to PostgreSQL. */
    private static boolean isComparable(Field field) {
        return field.semantic().isEmpty() && field.type() != FieldType.BYTES && field.type() != FieldType.STRUCTURE;
    }

    /** The texts of the columns, or an empty map if the row is gone. */
    private static Map<Integer, Optional<String>> read(
            Connection connection, TableSchema table, Struct row, Map<Integer, String> expressions)
            throws SQLException {
        List<Field> keys = table.key().fields();
        String sql = "SELECT " + String.join(", ", expressions.values()) + " FROM "
                + Sql.name(table.table().schema()) + "."
                + Sql.name(table.table().table()) + " WHERE "
                + keys.stream().map(key -> Sql.name(key.name()) + " = ?").collect(Collectors.joining(" AND "));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < keys.size(); i++) {
                // OTHER leaves the type to the server, which takes that of the column.
                statement.setObject(i + 1, String.valueOf(row.get(keys.get(i).name())), Types.OTHER);
            }
            Map<Integer, Optional<String>> texts = new LinkedHashMap<>();
            try (ResultSet found = statement.executeQuery()) {
                if (found.next()) {
                    int at = 1;
                    for (Integer column : expressions.keySet()) {
                        texts.put(column, Optional.ofNullable(found.getString(at++)));
                    }
                }
            }
            return texts;
        }
    }
}
