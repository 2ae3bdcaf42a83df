package dev.rdi.transform;

import dev.rdi.model.ChangeEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What users should know about their jobs, said once for each job and table.
 *
 * <p>Thread-safe.
 */
final class Warnings {

    private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** An update may have moved a row, and nobody knows from where. */
    void beforeIsMissing(Job job, ChangeEvent event) {
        String table = event.table().qualifiedName();
        if (job.canMove(event.schema()) && said.add(job.name() + '\n' + table)) {
            LOG.warn(
                    "the job {} writes rows of {} to places that depend on columns outside the table's key, and the"
                            + " source doesn't tell what these were before an update: what was written at the old place"
                            + " stays. {}",
                    job.name(),
                    table,
                    cure(event));
        }
    }

    private static String cure(ChangeEvent event) {
        String table = event.table().qualifiedName();
        return event.schema().row().isOpen()
                ? "In MongoDB: db.runCommand({collMod: \"" + event.table().table()
                        + "\", changeStreamPreAndPostImages: {enabled: true}}), and capture.mode"
                        + " change_streams_update_full_with_pre_image"
                : "In PostgreSQL: ALTER TABLE " + table + " REPLICA IDENTITY FULL";
    }
}
