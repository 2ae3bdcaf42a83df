package dev.rdi.collector;

import io.debezium.config.CommonConnectorConfig.BinaryHandlingMode;
import io.debezium.connector.db2.Db2ValueConverters;
import io.debezium.connector.sqlserver.SqlServerValueConverters;
import io.debezium.jdbc.JdbcValueConverters;
import io.debezium.jdbc.JdbcValueConverters.DecimalMode;
import io.debezium.jdbc.TemporalPrecisionMode;
import io.debezium.relational.Column;
import io.debezium.relational.ColumnEditor;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import microsoft.sql.DateTimeOffset;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Columns of SQL Server and Db2, of whose values Debezium's own converters make what they make of a driver's. */
final class ConvertedColumns {

    private static final Map<String, Integer> SQL_SERVER = Map.ofEntries(
            Map.entry("bit", Types.BIT),
            Map.entry("tinyint", Types.TINYINT),
            Map.entry("smallint", Types.SMALLINT),
            Map.entry("int", Types.INTEGER),
            Map.entry("bigint", Types.BIGINT),
            Map.entry("decimal", Types.DECIMAL),
            Map.entry("numeric", Types.NUMERIC),
            Map.entry("money", microsoft.sql.Types.MONEY),
            Map.entry("smallmoney", microsoft.sql.Types.SMALLMONEY),
            Map.entry("real", Types.REAL),
            Map.entry("float", Types.DOUBLE),
            Map.entry("char", Types.CHAR),
            Map.entry("varchar", Types.VARCHAR),
            Map.entry("text", Types.LONGVARCHAR),
            Map.entry("nchar", Types.NCHAR),
            Map.entry("nvarchar", Types.NVARCHAR),
            Map.entry("ntext", Types.LONGNVARCHAR),
            Map.entry("xml", Types.SQLXML),
            Map.entry("uniqueidentifier", Types.CHAR),
            Map.entry("binary", Types.BINARY),
            Map.entry("varbinary", Types.VARBINARY),
            Map.entry("image", Types.LONGVARBINARY),
            Map.entry("rowversion", Types.BINARY),
            Map.entry("date", Types.DATE),
            Map.entry("time", Types.TIME),
            Map.entry("smalldatetime", Types.TIMESTAMP),
            Map.entry("datetime", Types.TIMESTAMP),
            Map.entry("datetime2", Types.TIMESTAMP),
            Map.entry("datetimeoffset", microsoft.sql.Types.DATETIMEOFFSET),
            Map.entry("sql_variant", microsoft.sql.Types.SQL_VARIANT),
            Map.entry("geometry", microsoft.sql.Types.GEOMETRY),
            Map.entry("geography", microsoft.sql.Types.GEOGRAPHY));

    private static final Map<String, Integer> DB2 = Map.ofEntries(
            Map.entry("BOOLEAN", Types.BOOLEAN),
            Map.entry("SMALLINT", Types.SMALLINT),
            Map.entry("INTEGER", Types.INTEGER),
            Map.entry("BIGINT", Types.BIGINT),
            Map.entry("DECIMAL", Types.DECIMAL),
            Map.entry("NUMERIC", Types.NUMERIC),
            Map.entry("DECFLOAT", Types.OTHER),
            Map.entry("REAL", Types.REAL),
            Map.entry("DOUBLE", Types.DOUBLE),
            Map.entry("CHAR", Types.CHAR),
            Map.entry("VARCHAR", Types.VARCHAR),
            Map.entry("CLOB", Types.CLOB),
            Map.entry("GRAPHIC", Types.CHAR),
            Map.entry("VARGRAPHIC", Types.VARCHAR),
            Map.entry("DBCLOB", Types.CLOB),
            Map.entry("XML", Types.SQLXML),
            Map.entry("CHAR FOR BIT DATA", Types.BINARY),
            Map.entry("BINARY", Types.BINARY),
            Map.entry("VARBINARY", Types.VARBINARY),
            Map.entry("BLOB", Types.BLOB),
            Map.entry("DATE", Types.DATE),
            Map.entry("TIME", Types.TIME),
            Map.entry("TIMESTAMP", Types.TIMESTAMP));

    private static final Map<String, Integer> SCALES =
            Map.of("time", 7, "smalldatetime", 0, "datetime", 3, "datetime2", 7, "datetimeoffset", 7);
    private static final Map<String, Integer> DB2_SCALES = Map.of("TIME", 0, "TIMESTAMP", 6);
    private static final Set<String> AMOUNTS = Set.of("money", "smallmoney");

    private ConvertedColumns() {}

    static CapturedColumn sqlServer(String type, String literal, DecimalMode decimals) {
        return sqlServer(type, literal, decimals, TemporalPrecisionMode.ADAPTIVE);
    }

    static CapturedColumn sqlServer(String type, String literal, DecimalMode decimals, TemporalPrecisionMode times) {
        CapturedColumn.Type parts = CapturedColumn.Type.of(type);
        ColumnEditor column = column(parts, SQL_SERVER);
        if (AMOUNTS.contains(parts.name())) {
            column.length(19).scale(4);
        } else if (SCALES.containsKey(parts.name())) {
            column.scale(parts.argument(0, SCALES.getOrDefault(parts.name(), 0)));
        }
        return convert(
                new SqlServerValueConverters(decimals, times, BinaryHandlingMode.BYTES), column.create(), literal);
    }

    static CapturedColumn db2(String type, String literal, DecimalMode decimals) {
        CapturedColumn.Type parts = CapturedColumn.Type.of(type);
        ColumnEditor column = column(parts, DB2);
        if (DB2_SCALES.containsKey(parts.name())) {
            column.scale(parts.argument(0, DB2_SCALES.getOrDefault(parts.name(), 0)));
        }
        return convert(new Db2ValueConverters(decimals, TemporalPrecisionMode.ADAPTIVE), column.create(), literal);
    }

    private static ColumnEditor column(CapturedColumn.Type type, Map<String, Integer> jdbc) {
        ColumnEditor column = Column.editor()
                .name("c")
                .type(type.name())
                .jdbcType(Optional.ofNullable(jdbc.get(type.name())).orElseThrow(() -> new AssertionError(type)))
                .optional(true);
        List<Integer> arguments = type.arguments();
        if (!arguments.isEmpty()) {
            column.length(arguments.get(0));
        }
        return arguments.size() == 2 ? column.scale(arguments.get(1)) : column;
    }

    private static CapturedColumn convert(JdbcValueConverters converters, Column column, String literal) {
        SchemaBuilder builder = converters.schemaBuilder(column);
        if (builder == null) {
            return new CapturedColumn(Optional.empty(), null);
        }
        Schema schema = builder.optional().build();
        Object value = converters
                .converter(column, new Field(column.name(), 0, schema))
                .convert(jdbcValue(column, literal));
        return new CapturedColumn(Optional.of(schema), value);
    }

    private static Object jdbcValue(Column column, String literal) {
        String text = CapturedColumn.text(literal);
        return switch (column.jdbcType()) {
            case Types.BIT, Types.BOOLEAN -> text.equals("1") || text.equals("TRUE");
            case Types.TINYINT, Types.SMALLINT -> Short.valueOf(text);
            case Types.INTEGER -> Integer.valueOf(text);
            case Types.BIGINT -> Long.valueOf(text);
            case Types.REAL -> Float.valueOf(text);
            case Types.DOUBLE -> Double.valueOf(text);
            case Types.OTHER -> CapturedColumn.number(literal);
            // Drivers give numbers the scale of their column.
            case Types.DECIMAL, Types.NUMERIC, microsoft.sql.Types.MONEY, microsoft.sql.Types.SMALLMONEY ->
                CapturedColumn.number(literal).setScale(column.scale().orElse(0));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> CapturedColumn.bytes(literal);
            case Types.DATE -> Date.valueOf(text);
            case Types.TIME ->
                column.typeName().equals("TIME") ? Time.valueOf(text) : Timestamp.valueOf("1970-01-01 " + text);
            case Types.TIMESTAMP -> Timestamp.valueOf(text);
            case microsoft.sql.Types.DATETIMEOFFSET -> zoned(text);
            default -> text;
        };
    }

    private static DateTimeOffset zoned(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text.replaceFirst(" ", "T").replace(" ", ""));
        return DateTimeOffset.valueOf(
                Timestamp.from(time.toInstant()), time.getOffset().getTotalSeconds() / 60);
    }
}
