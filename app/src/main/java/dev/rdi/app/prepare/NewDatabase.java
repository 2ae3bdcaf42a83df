package dev.rdi.app.prepare;

import dev.rdi.config.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database that is to be made in a Redis Enterprise cluster, fit to keep changes: it never evicts, and what it is told
 * survives a restart.
 *
 * <p>Immutable.
 *
 * @param memory in megabytes, of all shards together, without replicas
 * @param shards how many primary shards
 * @param replicated whether each shard has a replica
 * @param port empty to let the cluster choose
 * @param tls whether clients have to encrypt
 */
record NewDatabase(
        String name,
        long memory,
        int shards,
        boolean replicated,
        Optional<Integer> port,
        Secret password,
        boolean tls) {

    private static final long MEGABYTE = 1 << 20;

    /** Keys with the same tag in braces belong together, as in a cluster without Enterprise. */
    private static final List<Map<String, String>> BY_TAG =
            List.of(Map.of("regex", ".*\\{(?<tag>.*)\\}.*"), Map.of("regex", "(?<tag>.*)"));

    /** As the REST API of the cluster wants it. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("type", "redis");
        fields.put("memory_size", memory * MEGABYTE);
        fields.put("eviction_policy", "noeviction");
        fields.put("data_persistence", "aof");
        fields.put("aof_policy", "appendfsync-every-sec");
        fields.put("replication", replicated);
        fields.put("sharding", shards > 1);
        fields.put("shards_count", shards);
        if (shards > 1) {
            fields.put("shard_key_regex", BY_TAG);
        }
        fields.put("tls_mode", tls ? "enabled" : "disabled");
        fields.put("authentication_redis_pass", password.reveal());
        port.ifPresent(number -> fields.put("port", number));
        return fields;
    }
}
