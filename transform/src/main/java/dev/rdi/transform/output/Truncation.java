package dev.rdi.transform.output;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.TableId;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.ClearTable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an output does about a TRUNCATE: it removes the keys of the table where they can be told from others' by their
 * default prefix and their type, else it warns, once for each table.
 *
 * <p>Thread-safe.
 */
final class Truncation {

    private static final Logger LOG = LoggerFactory.getLogger(Truncation.class);

    private final String output;
    private final String type;
    private final Predicate<TableId> ownsItsKeys;
    private final Set<TableId> warned = ConcurrentHashMap.newKeySet();

    /**
     * Clears keys.
     *
     * @param type the keys' type as Redis names it in TYPE
     * @param ownsItsKeys whether no other table or job writes keys that look like this table's
     */
    Truncation(String output, String type, Predicate<TableId> ownsItsKeys) {
        this.output = output;
        this.type = type;
        this.ownsItsKeys = ownsItsKeys;
    }

    /** Never clears anything. */
    static Truncation onlyWarning(String output) {
        return new Truncation(output, "", table -> false);
    }

    List<TargetWrite> of(ChangeEvent event, boolean defaultKey) {
        if (defaultKey && event.schema().key().size() == 0) {
            return List.of(); // Nothing of this table is at the target.
        }
        if (defaultKey && ownsItsKeys.test(event.table())) {
            return List.of(new ClearTable(DefaultKey.of(event.schema()).prefix(), type));
        }
        if (warned.add(event.table())) {
            LOG.warn(
                    "What was written for {} ({}) can't be removed as a whole, neither after a TRUNCATE nor by a reset:"
                            + " it can't be told from what others write",
                    event.table().qualifiedName(),
                    output);
        }
        return List.of();
    }
}
