package dev.rdi.control.api.v2;

import dev.rdi.control.DeployChecks;
import dev.rdi.control.api.http.Call;
import dev.rdi.control.api.http.Parameter;

/** Parameters that several routes have. Immutable. */
final class Params {

    static final String PIPELINES = "Pipelines";

    static final Parameter<String> PIPELINE = Parameter.path("name", "The pipeline's name.");

    static final Parameter<Boolean> DRY_RUN =
            Parameter.flag("dry_run", false, "Only checks the configuration and changes nothing.");

    static final Parameter<Boolean> VALIDATE_TABLES =
            Parameter.flag("validate_tables", true, "Checks that the captured tables exist at the source.");

    static final Parameter<Boolean> VALIDATE_CDC =
            Parameter.flag("validate_cdc", false, "Checks that the source is ready to be captured.");

    private Params() {}

    static DeployChecks.Wanted checks(Call call) {
        return new DeployChecks.Wanted(call.get(VALIDATE_TABLES), call.get(VALIDATE_CDC));
    }
}
