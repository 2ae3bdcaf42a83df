package dev.rdi.e2e.torture;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys at the target whose version a reader watches. The members of {@code rank} are watched beside them.
 *
 * <p>Immutable.
 */
final class WatchedKeys {

    /** Rows that change all the while. */
    static final List<String> HOT = List.of("account:id:0", "account:id:1", "account:id:2");

    private WatchedKeys() {}

    static List<String> all() {
        List<String> keys = new ArrayList<>();
        numbered(keys, "account:id:", Shop.ACCOUNTS);
        numbered(keys, "document:id:", Shop.DOCUMENTS);
        numbered(keys, "label:", Shop.LABELS);
        numbered(keys, "draft:id:", Shop.DRAFTS);
        numbered(keys, "customer:id:", Shop.CUSTOMERS);
        Shop.CITIES.forEach(city -> numbered(keys, "cust:" + city + ":", Shop.CUSTOMERS));
        for (int number = 1; number <= 8; number++) {
            for (int order = 0; order <= Shop.ORDERS; order++) {
                keys.add("line:order_id:%d:number:%d".formatted(order, number));
            }
        }
        for (int at = 0; at <= Shop.EVENTS; at++) {
            keys.add("event:kind:start:at:" + at);
        }
        return List.copyOf(keys);
    }

    private static void numbered(List<String> keys, String prefix, int most) {
        for (int i = 0; i <= most; i++) {
            keys.add(prefix + i);
        }
    }
}
