package dev.rdi.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** The limit of the source: how fast PostgreSQL hands over a table that nobody looks at. */
final class CopyLimit {

    private final Lab lab;

    CopyLimit(Lab lab) {
        this.lab = lab;
    }

    /** Rows a second. */
    double measure(Table table) throws SQLException, IOException {
        try (Connection connection = lab.connection()) {
            long start = System.nanoTime();
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY " + table.name() + " TO STDOUT", OutputStream.nullOutputStream());
            long nanos = System.nanoTime() - start;
            if (rows != table.rows()) {
                throw new IllegalStateException("COPY gave " + rows + " of " + table.rows() + " rows");
            }
            return rows * 1e9 / nanos;
        }
    }
}
