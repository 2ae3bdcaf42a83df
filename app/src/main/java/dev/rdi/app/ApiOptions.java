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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code redis-di server} that say how the API is served. Confined to one thread. */
final class ApiOptions {

    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([0-9A-Fa-f:]+)]|([^:\\[\\]]+)):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;
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
        Matcher address = ADDRESS.matcher(listen);
        if (!address.matches() || Integer.parseInt(address.group(3)) > LAST_PORT) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.listen",
                    "--listen is not HOST:PORT: " + listen,
                    "write for example --listen 127.0.0.1:8080, or --listen [::1]:8080");
        }
        String host = address.group(1) == null ? address.group(2) : address.group(1);
        ApiSettings settings = ApiSettings.at(host, Integer.parseInt(address.group(3)))
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
