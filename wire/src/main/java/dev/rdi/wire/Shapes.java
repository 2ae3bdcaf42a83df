package dev.rdi.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * The sequences of columns that were seen in JSON without schema, the last one first.
 *
 * <p>Confined to one thread.
 */
final class Shapes {

    private static final int MOST = 32;

    private final List<Columns> shapes = new ArrayList<>();

    /** Reads the row that comes next. */
    RowRead read(JsonBytes json, RowReader rows) {
        json.peek();
        int from = json.at();
        for (int i = 0; i < shapes.size(); i++) {
            Columns columns = shapes.get(i);
            var values = rows.read(columns);
            if (values.isPresent()) {
                if (i > 0) {
                    shapes.add(0, shapes.remove(i));
                }
                return new RowRead(columns, values.get());
            }
            json.goTo(from);
        }
        Columns columns = Columns.named(names(json));
        json.goTo(from);
        if (shapes.size() == MOST) {
            shapes.remove(MOST - 1);
        }
        shapes.add(0, columns);
        Values values = rows.read(columns)
                .orElseThrow(() -> new MalformedEntryException("a row has two columns of the same name"));
        return new RowRead(columns, values);
    }

    private static List<String> names(JsonBytes json) {
        List<String> names = new ArrayList<>();
        json.expect('{');
        if (!json.skipIf('}')) {
            do {
                json.text();
                names.add(json.lastText());
                json.expect(':');
                json.skip();
            } while (json.goesOn('}'));
        }
        return names;
    }
}
