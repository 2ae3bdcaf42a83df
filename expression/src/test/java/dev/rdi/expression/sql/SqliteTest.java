package dev.rdi.expression.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.expression.Expression;
import dev.rdi.expression.RowFields;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SqliteTest {

    @Test
    void evaluatesInManyThreadsAtOnce() throws Exception {
        Expression expression = Sql.compile("upper(name) || '-' || id");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int first = thread * 2000;
                running.add(threads.submit(() -> evaluateThousands(expression, first)));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void evaluateThousands(Expression expression, int first) {
        for (int i = first; i < first + 2000; i++) {
            RowFields row = Sample.row().text("name", "n" + i).whole("id", i).fields();
            assertThat(expression.evaluate(row, Sample.evaluation())).isEqualTo("N" + i + "-" + i);
        }
    }

    @Test
    void keepsABoundedNumberOfStatements() {
        Sample row = Sample.row().whole("id", 1);
        for (int i = 0; i < Sqlite.MAX_STATEMENTS * 2; i++) {
            assertThat(row.sql("id + " + i)).isEqualTo(1L + i);
        }
        assertThat(Sqlite.ofThread().cachedStatements()).isEqualTo(Sqlite.MAX_STATEMENTS);
        assertThat(row.sql("id + 0")).isEqualTo(1L);
    }

    @Test
    void goesOnAfterAFailure() throws Exception {
        Expression expression = Sql.compile("json_extract(doc, '$.a')");
        for (int i = 0; i < 3; i++) {
            assertThat(Sql.compile("json_valid(doc)")
                            .evaluate(Sample.row().text("doc", "{").fields(), Sample.evaluation()))
                    .isEqualTo(0L);
            assertThat(expression.evaluate(Sample.row().text("doc", "{\"a\":1}").fields(), Sample.evaluation()))
                    .isEqualTo(1L);
        }
    }
}
