package dev.rdi.config;

import dev.rdi.config.bind.NearestName;
import dev.rdi.config.job.JobSource;
import java.util.List;
import java.util.Optional;

/** The tables that a source captures, as far as the configuration tells. Immutable. */
final class CapturedTables {
    private final SourceConfig source;
    private final List<String> names;

    CapturedTables(SourceConfig source) {
        this.source = source;
        this.names = source.type() == SourceType.EXTERNAL
                ? List.of()
                : source.tables().keySet().stream()
                        .map(name -> name.replace("\"", ""))
                        .toList();
    }

    /** Why a job concerns none of them. */
    record Missing(String property, String message, String fix) {}

    /** Why a job concerns none of the tables; empty where it concerns one, or where that can't be known. */
    Optional<Missing> missing(JobSource job) {
        Optional<String> database = database();
        if (job.db().isPresent()
                && database.filter(name -> !job.matches(job.db().get(), name)).isPresent()) {
            return Optional.of(new Missing(
                    "db",
                    "the source captures the database '" + database.get() + "', not '"
                            + job.db().get() + "'",
                    "write " + database.get() + ", or remove db"));
        }
        if (names.isEmpty() || names.stream().anyMatch(name -> isNamed(job, name) && isIn(job, name))) {
            return Optional.empty();
        }
        return Optional.of(names.stream()
                .filter(name -> isNamed(job, name))
                .findFirst()
                .map(name -> elsewhere(job, name))
                .orElseGet(() -> unknown(job)));
    }

    private Missing elsewhere(JobSource job, String name) {
        String property = byDatabase() ? "db" : "schema";
        String scope = name.substring(0, name.length() - job.table().length() - 1);
        return new Missing(
                property,
                "the source captures '" + name + "', and no '" + job.table() + "' of the " + property + " '"
                        + scope(job).orElse("") + "'",
                "write " + property + ": " + scope + ", or capture the other table in config.yaml");
    }

    private Missing unknown(JobSource job) {
        List<String> tables = names.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .toList();
        return new Missing(
                "table",
                "the source captures no table '" + job.table() + "'",
                NearestName.of(job.table(), tables)
                        .map(name -> "write " + name)
                        .orElse("add it to the tables of the source in config.yaml, or remove the job"));
    }

    /** The database, where the source has exactly one and change events name it so. */
    private Optional<String> database() {
        return source.connection()
                .filter(connection -> connection instanceof SqlConnection sql && sql.type() == DatabaseType.POSTGRESQL)
                .flatMap(connection -> ((SqlConnection) connection).database());
    }

    private static boolean isNamed(JobSource job, String name) {
        int start = name.length() - job.table().length();
        return job.matches(job.table(), name)
                || (start > 0 && name.charAt(start - 1) == '.' && job.matches(job.table(), name.substring(start)));
    }

    /** Whether the part of the name before the table's fits; a name without one fits everything. */
    private boolean isIn(JobSource job, String name) {
        int end = name.length() - job.table().length() - 1;
        if (end <= 0 || scope(job).isEmpty()) {
            return true;
        }
        String written = name.substring(0, end);
        String scope = scope(job).get();
        return job.matches(scope, written) || job.matches(scope, written.substring(written.lastIndexOf('.') + 1));
    }

    private Optional<String> scope(JobSource job) {
        return byDatabase() ? job.db() : job.schema();
    }

    private boolean byDatabase() {
        return source.connection()
                .filter(connection -> connection instanceof MongoConnection
                        || (connection instanceof SqlConnection sql
                                && sql.type().capturesDatabases()))
                .isPresent();
    }
}
