package dev.rdi.wire;

import dev.rdi.model.TableSchema;
import java.util.Optional;

/** Where a reader of a change stream finds the schemas that its entries refer to. */
@FunctionalInterface
public interface Schemas {

    /** The schema of a fingerprint, or nothing if nobody stored it. */
    Optional<TableSchema> find(String fingerprint);
}
