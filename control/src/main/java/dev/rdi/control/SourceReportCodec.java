package dev.rdi.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.SourceReport.Sync;
import dev.rdi.control.SourceReport.TableRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a source, as a part of an observed state's JSON.
 *
 * <p>Stateless.
 */
final class SourceReportCodec {

    private SourceReportCodec() {}

    static void encode(SourceReport report, ObjectNode json) {
        report.sync().ifPresent(sync -> {
            ObjectNode node = json.putObject("sync").put("began", sync.began().toString());
            sync.ended().ifPresent(ended -> node.put("ended", ended.toString()));
            tables(sync.tables(), node.putArray("tables"));
        });
        tables(report.added(), json.putArray("added"));
        report.millisBehind().ifPresent(value -> json.put("millis_behind", value));
        report.bytesBehind().ifPresent(value -> json.put("bytes_behind", value));
        report.slotBytes().ifPresent(value -> json.put("slot_bytes", value));
    }

    private static void tables(List<TableRows> tables, ArrayNode array) {
        tables.forEach(table -> array.addObject()
                .put("table", table.table())
                .put("rows", table.rows())
                .put("expected", table.expected())
                .put("complete", table.complete()));
    }

    static SourceReport decode(JsonNode json) {
        JsonNode sync = json.path("sync");
        return new SourceReport(
                sync.isObject() ? Optional.of(sync(sync)) : Optional.empty(),
                tables(json.path("added")),
                number(json.path("millis_behind")),
                number(json.path("bytes_behind")),
                number(json.path("slot_bytes")));
    }

    private static Sync sync(JsonNode json) {
        JsonNode ended = json.path("ended");
        return new Sync(
                Instant.parse(json.path("began").asText()),
                ended.isTextual() ? Optional.of(Instant.parse(ended.asText())) : Optional.empty(),
                tables(json.path("tables")));
    }

    private static List<TableRows> tables(JsonNode array) {
        List<TableRows> tables = new ArrayList<>();
        array.forEach(table -> tables.add(new TableRows(
                table.path("table").asText(),
                table.path("rows").asLong(),
                table.path("expected").asLong(),
                table.path("complete").asBoolean())));
        return tables;
    }

    private static OptionalLong number(JsonNode json) {
        return json.isNumber() ? OptionalLong.of(json.asLong()) : OptionalLong.empty();
    }
}
