package dev.rdi.cli.context;

import dev.rdi.cli.GlobalOptions;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.ApiAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The connection that options, variables and context together mean: what is said nearer to the command counts. User and
 * account key are one choice, and so are cacert and insecure: the nearest place that makes it makes it whole.
 *
 * <p>Immutable.
 */
final class Connection {
    /** Where {@code redis-di server} listens unless it is told otherwise. */
    static final String DEFAULT_URL = "http://127.0.0.1:8080";

    private final List<Layer> layers;

    private Connection(List<Layer> layers) {
        this.layers = layers;
    }

    /**
     * What is meant.
     *
     * @param nearest the options, those behind the command first
     */
    static Connection of(Shell shell, List<GlobalOptions> nearest) {
        List<Layer> layers = new ArrayList<>();
        nearest.forEach(options -> layers.add(Layer.of(options)));
        layers.add(Layer.of(shell));
        Optional<String> named = nearest.stream()
                .flatMap(options -> options.context().stream())
                .findFirst()
                .or(() -> shell.variable("RDI_CONTEXT"));
        ContextFile file = ContextFile.in(shell.home());
        named.or(file::current).ifPresent(name -> layers.add(Layer.of(name, file.require(name))));
        return new Connection(layers);
    }

    private <T> Optional<T> first(Function<Layer, Optional<T>> part) {
        return layers.stream().flatMap(layer -> part.apply(layer).stream()).findFirst();
    }

    ApiAddress address() {
        Optional<Layer> trust = layers.stream()
                .filter(layer -> layer.cacert().isPresent() || layer.insecure().isPresent())
                .findFirst();
        return ApiAddress.of(
                first(Layer::apiUrl).orElse(DEFAULT_URL),
                trust.flatMap(Layer::cacert),
                trust.flatMap(Layer::insecure).orElse(false));
    }

    private Optional<Layer> login() {
        return layers.stream()
                .filter(layer -> layer.user().isPresent() || layer.accountKey().isPresent())
                .findFirst();
    }

    Optional<String> user() {
        return login().flatMap(Layer::user);
    }

    Optional<String> accountKey() {
        return login().flatMap(Layer::accountKey);
    }

    Optional<String> password() {
        return first(Layer::password);
    }

    Optional<String> userKey() {
        return first(Layer::userKey);
    }
}
