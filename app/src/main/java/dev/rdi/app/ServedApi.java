package dev.rdi.app;

import dev.rdi.cli.Version;
import dev.rdi.control.PipelineSecrets;
import dev.rdi.control.Pipelines;
import dev.rdi.control.ServerHealth;
import dev.rdi.control.ServerHealth.LeaderElection;
import dev.rdi.control.api.ApiContext;
import dev.rdi.control.api.ApiServer;
import dev.rdi.control.api.ApiSettings;
import dev.rdi.control.metrics.Scrapes;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.RedisPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** Puts the API of a server together. Stateless. */
final class ServedApi {

    private ServedApi() {}

    /** What the API of a server works with. */
    record Parts(
            ServerContext context,
            RedisPool pool,
            Pipelines pipelines,
            PipelineSecrets secrets,
            Optional<byte[]> masterKey,
            Optional<Scrapes> scrapes,
            Operator operator,
            StopSignal stop) {}

    /**
     * Begins to serve. The password of the first admin, if one was made up, is printed and not logged.
     *
     * @throws RdiException CONFIG if it can't listen
     */
    static ApiServer start(Parts parts, ApiSettings settings, PrintWriter out) {
        ApiContext context = new ApiContext(
                parts.pool(),
                parts.pipelines(),
                parts.context().references(),
                parts.secrets(),
                new InspectedSources(parts.context().installation()),
                Addresses::of,
                () -> health(parts),
                parts.masterKey(),
                parts.scrapes(),
                Version.number());
        try {
            ApiServer server = ApiServer.start(context, settings);
            server.firstPassword().ifPresent(password -> {
                out.println("The first admin of the API is " + settings.adminUser() + ". Password: " + password);
                out.println("It isn't shown again.");
                out.flush();
            });
            return server;
        } catch (IOException e) {
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "api.listen",
                    "the API can't listen at " + settings + ": " + e.getMessage(),
                    "choose another address with --listen",
                    e);
        }
    }

    private static ServerHealth health(Parts parts) {
        boolean leads = parts.operator().leading().containsValue(true);
        return new ServerHealth(
                !parts.stop().isRequested() && parts.operator().isAlive(),
                leads ? LeaderElection.LEADER : LeaderElection.FOLLOWER);
    }
}
