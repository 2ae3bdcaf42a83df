package dev.rdi.app;

import dev.rdi.collector.CollectorMetrics;
import dev.rdi.collector.CollectorStatus;
import dev.rdi.collector.CollectorStatus.TableProgress;
import dev.rdi.collector.SourceWatch.Lag;
import dev.rdi.control.SourceReport;
import dev.rdi.control.SourceReport.Sync;
import dev.rdi.control.SourceReport.TableRows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a collector knows of its source, in the words of the control plane. Stateless. */
final class SourceReports {

    private SourceReports() {}

    static SourceReport of(Optional<DataPlane> running, Optional<Lag> lag) {
        Optional<CollectorStatus> status = running.flatMap(DataPlane::collectorStatus);
        return new SourceReport(
                status.flatMap(it -> it.syncBegan().map(began -> new Sync(began, it.syncEnded(), tables(it.tables())))),
                status.map(it -> tables(it.added())).orElse(List.of()),
                running.flatMap(DataPlane::collectorMetrics)
                        .map(CollectorMetrics::millisBehindSource)
                        .filter(millis -> millis >= 0)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                lag.map(it -> OptionalLong.of(it.bytesBehind())).orElse(OptionalLong.empty()),
                lag.map(it -> OptionalLong.of(it.slotBytes())).orElse(OptionalLong.empty()));
    }

    private static List<TableRows> tables(List<TableProgress> tables) {
        return tables.stream()
                .map(it -> new TableRows(it.table(), it.rows(), it.expected(), it.isComplete()))
                .toList();
    }
}
