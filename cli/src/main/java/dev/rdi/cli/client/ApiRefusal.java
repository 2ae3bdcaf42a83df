package dev.rdi.cli.client;

import java.util.List;

/** An answer of the API that says no. */
public final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public static final int UNAUTHORIZED = 401;
    public static final int FORBIDDEN = 403;
    public static final int NOT_FOUND = 404;
    public static final int CONFLICT = 409;
    public static final int INVALID = 422;

    private final int status;
    private final transient List<Item> items;

    /**
     * One thing that is wrong.
     *
     * @param remediation what to do; may be empty
     * @param path where in the configuration; may be empty
     * @param job the job that it is in; empty for {@code config.yaml}
     * @param severity {@code error}, {@code warning} or empty
     */
    public record Item(String message, String remediation, String path, String job, String severity) {

        static Item of(JsonTree error) {
            JsonTree details = error.at("details");
            return new Item(
                    error.text("message"),
                    error.text("remediation"),
                    details.text("path"),
                    details.text("job"),
                    details.text("severity"));
        }
    }

    public ApiRefusal(int status, String detail, List<Item> items) {
        super(detail, null, false, false);
        this.status = status;
        this.items = List.copyOf(items);
    }

    /** The refusal in the body of an answer. */
    static ApiRefusal of(int status, JsonTree body) {
        String detail = body.text("detail");
        if (detail.isEmpty()) {
            // The form in which requests are refused that don't fit the description of the API.
            detail = String.join(
                    "; ",
                    body.at("detail").items().stream().map(it -> it.text("msg")).toList());
        }
        return new ApiRefusal(
                status, detail, body.at("errors").items().stream().map(Item::of).toList());
    }

    public int status() {
        return status;
    }

    /** What went wrong as a whole; may be empty. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Each single thing; may be empty. */
    public List<Item> items() {
        return items;
    }
}
