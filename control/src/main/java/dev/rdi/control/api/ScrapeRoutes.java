package dev.rdi.control.api;

import dev.rdi.control.api.http.Access;
import dev.rdi.control.api.http.Reply;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.http.Shape;
import dev.rdi.control.metrics.Exposition;
import dev.rdi.control.metrics.Scrapes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** What Prometheus asks, without a login, as RDI has it. Immutable. */
final class ScrapeRoutes {

    private final Scrapes scrapes;

    ScrapeRoutes(Scrapes scrapes) {
        this.scrapes = scrapes;
    }

    List<Route> routes() {
        return List.of(
                route("/collector-source/metrics", "Gives the metrics of the collectors.", scrapes::collector),
                route("/processor/metrics", "Gives the metrics of the stream processors.", scrapes::processor),
                route("/operator/metrics", "Gives the metrics of the operator.", scrapes::operator),
                route("/metrics", "Gives all metrics of the server.", all -> {
                    scrapes.collector(all);
                    scrapes.processor(all);
                    scrapes.operator(all);
                }));
    }

    private static Route route(String path, String summary, Consumer<Exposition> filler) {
        return Route.get(path, summary)
                .in("Prometheus")
                .description("In Prometheus' text format.")
                .access(Access.ANYONE)
                .gives(200, Shape.NONE)
                .does(call -> reply(filler));
    }

    private static Reply reply(Consumer<Exposition> filler) {
        Exposition exposition = new Exposition();
        filler.accept(exposition);
        byte[] text = exposition.text().getBytes(StandardCharsets.UTF_8);
        return Reply.ok(new Reply.Resource(Exposition.CONTENT_TYPE, text));
    }
}
