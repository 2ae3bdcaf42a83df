package dev.rdi.redis;

/** Host and port of a server. Immutable. */
record Endpoint(String host, int port) {

    /** Reads {@code host:port}; the host may hold colons, or be empty, which means the one in {@code same}. */
    static Endpoint parse(String text, String same) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, colon);
        return new Endpoint(host.isEmpty() ? same : host, Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
