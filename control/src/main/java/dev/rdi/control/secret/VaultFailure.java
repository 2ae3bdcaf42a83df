package dev.rdi.control.secret;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/**
 * The ways in which Vault fails, and what to do about each. No message has anything that Vault sent: it could be a secret.
 *
 * <p>Immutable.
 *
 * @param provider the provider's name in the configuration
 * @param address Vault's address
 */
record VaultFailure(String provider, String address) {

    RdiException unreachable(IOException e) {
        if (e instanceof SSLException) {
            return new RdiException(
                    ErrorKind.CONFIG,
                    "vault.tls",
                    "no encrypted connection to " + vault() + ": " + e.getMessage(),
                    "give the certificate of its authority with vaultCACertPath, and its address with the name that"
                            + " its certificate has",
                    e);
        }
        String why = e instanceof HttpTimeoutException ? "it doesn't answer in time" : "it can't be reached";
        return new RdiException(
                ErrorKind.TRANSIENT,
                "vault.unreachable",
                vault() + " can't be asked: " + why,
                "check vaultAddress and the network; it is asked again",
                e);
    }

    RdiException unavailable(int status) {
        String why = status == 503 ? "it is sealed, or not ready" : "it answers with status " + status;
        return new RdiException(
                ErrorKind.TRANSIENT,
                "vault.unavailable",
                vault() + " can't be asked: " + why,
                status == 503 ? "unseal it; it is asked again" : "look into Vault's log; it is asked again");
    }

    RdiException login(String how, int status) {
        return new RdiException(
                ErrorKind.CONFIG,
                "vault.login-refused",
                vault() + " refuses the login with " + how + " (status " + status + ")",
                "check the role, its credentials and vaultAuthMountPath, and that Vault trusts them");
    }

    RdiException noToken(String what) {
        return new RdiException(
                ErrorKind.CONFIG,
                "vault.no-credentials",
                "there is nothing to log in with at " + vault() + ": " + what,
                "give it in the parameters of the provider, see docs/secrets.md");
    }

    RdiException denied(String path) {
        return new RdiException(
                ErrorKind.CONFIG,
                "vault.denied",
                vault() + " refuses to read " + path + " (status 403)",
                "give the token or role a policy with the capability read on this path; for the second version of the"
                        + " key/value engine it has data/ behind the name of the engine");
    }

    RdiException notFound(String path) {
        return new RdiException(
                ErrorKind.CONFIG,
                "vault.not-found",
                vault() + " has nothing at " + path + " (status 404)",
                "correct secretPath: for the second version of the key/value engine it has data/ behind the name of the"
                        + " engine; or write the secret, if its last version was deleted");
    }

    RdiException unexpected(String path, int status) {
        return new RdiException(
                ErrorKind.CONFIG,
                "vault.unexpected",
                vault() + " answers a read of " + path + " with something else than a secret (status " + status + ")",
                "correct vaultAddress and secretPath");
    }

    RdiException noKey(String path, String key) {
        return new RdiException(
                ErrorKind.CONFIG,
                "vault.key-missing",
                "the secret " + path + " of " + vault() + " has no key " + key,
                "correct the key, or add it to the secret");
    }

    RdiException badAddress() {
        return new RdiException(
                ErrorKind.CONFIG,
                "vault.bad-address",
                "the vaultAddress of the secret provider " + provider + " isn't an address",
                "write http://HOST:PORT or https://HOST:PORT");
    }

    private String vault() {
        return "Vault at " + address + " (secret provider " + provider + ")";
    }
}
