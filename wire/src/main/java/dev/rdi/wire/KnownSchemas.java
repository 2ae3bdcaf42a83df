package dev.rdi.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The schemas that stood in the last entries, with what was made of them. A schema is parsed once; then its bytes are
 * compared and skipped.
 *
 * <p>Confined to one thread.
 */
final class KnownSchemas<T> {

    private static final int MOST = 32;

    private record Known<T>(byte[] json, T made) {}

    private final Function<ConnectSchema, T> maker;
    private final List<Known<T>> known = new ArrayList<>();

    KnownSchemas(Function<ConnectSchema, T> maker) {
        this.maker = maker;
    }

    /** What is made of the schema that comes next; it is passed. */
    T read(JsonBytes json) {
        json.peek();
        for (int i = 0; i < known.size(); i++) {
            Known<T> candidate = known.get(i);
            if (json.skipIf(candidate.json)) {
                if (i > 0) {
                    known.add(0, known.remove(i));
                }
                return candidate.made;
            }
        }
        return learn(json);
    }

    private T learn(JsonBytes json) {
        int from = json.at();
        json.skip();
        T made = maker.apply(ConnectSchema.parse(json.bytes(), from, json.at()));
        if (known.size() == MOST) {
            known.remove(MOST - 1);
        }
        known.add(0, new Known<>(Arrays.copyOfRange(json.bytes(), from, json.at()), made));
        return made;
    }
}
