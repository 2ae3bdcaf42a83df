package dev.rdi.control.api;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The certificate that the API shows, and where it comes from.
 *
 * <p>Immutable.
 *
 * @param files that are watched for changes
 * @param reader makes a context of what the files hold now; throws {@link dev.rdi.model.RdiException} if it can't
 */
public record TlsFiles(List<Path> files, Supplier<SSLContext> reader) {

    public TlsFiles {
        files = List.copyOf(files);
    }
}
