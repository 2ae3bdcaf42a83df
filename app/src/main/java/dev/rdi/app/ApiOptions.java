package dev.rdi.app;

import dev.rdi.control.api.ApiSettings;
import dev.rdi.control.api.TlsFiles;
import dev.rdi.control.api.http.Origins;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.Tls;
import dev.rdi.redis.tls.TlsContexts;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code redis-di server} that say how the API is served. Confined to one thread. */
final class ApiOptions {

    private static final String DEFAULT_ADMIN = "admin";

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:RDI_LISTEN:-127.0.0.1:8080}",
            description = "Where the API listens. Port 0 takes any that is free. Default: the variable RDI_LISTEN, else"
                    + " 127.0.0.1:8080.")
    private String listen = "";

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            description = "A site, such as https://insight.example.com, whose pages may use the API. May be repeated.")
    private Set<String> origins = new LinkedHashSet<>();

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "The certificate of the API with its chain, in PEM form. It switches TLS on, and may change.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The private key of --tls-cert, in PEM form. The variable RDI_TLS_KEY_PASSWORD decrypts it.")
    private @Nullable Path key;

    /**
     * How to serve the API.
     *
     * @throws RdiException CONFIG if the address can't be read, or there is a certificate without a key
     */
    ApiSettings settings(Map<String, String> environment) {
        ListenAddress address = ListenAddress.parse("--listen", listen);
        ApiSettings settings = ApiSettings.at(address.host(), address.port())
                .origins(new Origins(origins))
                .admin(
                        environment.getOrDefault("RDI_ADMIN_USER", DEFAULT_ADMIN),
                        Optional.ofNullable(environment.get("RDI_ADMIN_PASSWORD"))
                                .filter(password -> !password.isEmpty()));
        return tls(environment).map(settings::tls).orElse(settings);
    }

    private Optional<TlsFiles> tls(Map<String, String> environment) {
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.tls-incomplete",
                    "there is only one of --tls-cert and --tls-key",
                    "give both, or none for an API without TLS");
        }
        Tls tls = new Tls(
                true,
                Optional.empty(),
                Optional.of(certificate.toString()),
                Optional.of(key.toString()),
                Optional.ofNullable(environment.get("RDI_TLS_KEY_PASSWORD")),
                true);
        return Optional.of(new TlsFiles(List.of(certificate, key), () -> TlsContexts.of(tls)));
    }
}
