package dev.rdi.redis.reset;

import dev.rdi.model.TableId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that a reset reads anew.
 *
 * <p>Immutable.
 *
 * @param key the key columns in the order of the key
 */
public record ResetTable(TableId table, List<String> key) {

    static String encode(List<ResetTable> tables) {
        return tables.stream()
                .map(table -> Stream.concat(
                                Stream.of(
                                        table.table.server(),
                                        table.table.database(),
                                        table.table.schema(),
                                        table.table.table()),
                                table.key.stream())
                        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    static List<ResetTable> decode(String text) {
        List<ResetTable> tables = new ArrayList<>();
        text.lines().forEach(line -> {
            List<String> names = Stream.of(line.split(" ", -1))
                    .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
                    .toList();
            TableId table = new TableId(names.get(0), names.get(1), names.get(2), names.get(3));
            tables.add(new ResetTable(table, List.copyOf(names.subList(4, names.size()))));
        });
        return tables;
    }
}
