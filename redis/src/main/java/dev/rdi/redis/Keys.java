package dev.rdi.redis;

import dev.rdi.model.TableId;
import java.util.Optional;

/**
 * The names of the keys of one pipeline in the RDI database. ARCHITECTURE.md lists them with their owners.
 *
 * <p>Immutable.
 *
 * @param pipeline the pipeline's name
 */
public record Keys(String pipeline) {

    private static final String DEFAULT_PIPELINE = "default";

    /** The change stream of a table; its hash tag makes everything beside it live in the same slot. */
    public String stream(TableId table) {
        return streamPrefix() + table.qualifiedName() + "}";
    }

    private String streamPrefix() {
        return "data:{" + scope() + ":";
    }

    private String scope() {
        return pipeline.equals(DEFAULT_PIPELINE) ? "rdi" : "rdi:" + pipeline;
    }

    /** A stream's name for people: that of the table where the stream is one of ours, else its key without its start. */
    public String shortName(String stream) {
        String prefix = streamPrefix();
        if (stream.startsWith(prefix) && stream.endsWith("}")) {
            return stream.substring(prefix.length(), stream.length() - 1);
        }
        return stream.startsWith("data:") ? stream.substring("data:".length()) : stream;
    }

    /**
     * Whether a stream may be one that something else than RDI's collectors writes for this pipeline: no dead letters,
     * and not written by the collector of another pipeline.
     */
    boolean mayBeExternal(String stream) {
        if (stream.startsWith("dlq:")) {
            return false;
        }
        if (!stream.startsWith("data:{rdi:")) {
            return true;
        }
        String name = stream.substring("data:{rdi:".length());
        return pipeline.equals(DEFAULT_PIPELINE) ? name.indexOf(':') < 0 : name.startsWith(pipeline + ":");
    }

    /**
     * A stream's name within the name of another key, so that both live in the same slot: as it is if it has a hash
     * tag, else as a hash tag.
     */
    private static String tagged(String stream) {
        int open = stream.indexOf('{');
        boolean hasTag = open >= 0 && stream.indexOf('}', open) > open + 1;
        return hasTag ? stream : "{" + stream + "}";
    }

    /** Hash: position and counters of a stream for one target. */
    public static String position(String stream, String target) {
        return "pos:" + tagged(stream) + ":" + target;
    }

    /** Stream: the rejected records of a stream. */
    public static String deadLetters(String stream) {
        return "dlq:" + tagged(stream);
    }

    /** Hash: what the replay of a stream's dead letters has to know, see {@link LaterPositions}. */
    public static String later(String stream) {
        return "later:" + tagged(stream);
    }

    /** Hash: fingerprint to schema of the entries of a stream. */
    public static String schemas(String stream) {
        return "schemas:" + tagged(stream);
    }

    /** Hash: which change of the source the last entry of a stream is, see {@link StagedPlace}. */
    public static String staged(String stream) {
        return "staged:" + tagged(stream);
    }

    /** Set: the streams of the pipeline. */
    public String streams() {
        return own("streams");
    }

    /** Set: the streams that the processor found by their pattern, for people and tools. */
    public String foundStreams() {
        return own("found-streams");
    }

    /** Stream of one entry: rung by the collector, awaited by an idle processor. */
    public String bell() {
        return own("bell");
    }

    /** Hash: the source's offsets. */
    public String offsets() {
        return own("offsets");
    }

    /** Hash: client of the API to the number of its last request that was appended as a whole. */
    public String ingested() {
        return own("ingested");
    }

    /** Hash: which tables and columns are captured, see {@link CapturedTables}. */
    public String captured() {
        return own("captured");
    }

    /** List: how the tables of the source looked, see {@link TableHistory}. */
    public String schemaHistory() {
        return own("schema-history");
    }

    /** The table of a change stream as it is called in {@link #stream}, if it is a stream of this pipeline. */
    Optional<String> table(String stream) {
        String prefix = "data:{" + scope() + ":";
        boolean isOurs = stream.startsWith(prefix) && stream.endsWith("}");
        return isOurs ? Optional.of(stream.substring(prefix.length(), stream.length() - 1)) : Optional.empty();
    }

    /** String: who leads, with a time to live. */
    public String lease() {
        return own("lease");
    }

    /** String: the epoch of the last leader. */
    public String epoch() {
        return own("epoch");
    }

    /** The right to lead the pipeline. */
    public LeaseKeys leadership() {
        return new LeaseKeys(pipeline, lease(), epoch());
    }

    /** The right to write changes as one of the sources that programs of users are; both keys last as those of leaders. */
    public LeaseKeys sourceLeadership(String source) {
        return new LeaseKeys(pipeline + "/" + source, own("source-lease:" + source), own("source-epoch:" + source));
    }

    /** Hash: state and problems of the running pipeline, for people and tools. */
    public String status() {
        return own("status");
    }

    /** String: written once; if it is gone, everything else was lost with it. */
    public String id() {
        return own("id");
    }

    /** Hash: the reset that is on its way. */
    public String reset() {
        return own("reset");
    }

    /** Hash: what is lost until a reset brings it back, and since when. */
    public String losses() {
        return own("losses");
    }

    /** Hash: token and last number of our key at a target. */
    public String mark(String target) {
        return own("mark:" + target);
    }

    /** Set: hashes of keys that were written since a reset began; there are 65,536 of these sets. */
    public String writtenKeys(int bucket) {
        return own("written:" + bucket);
    }

    /** Hash with a time to live: a recording of what the processor does. */
    public String trace() {
        return own("trace");
    }

    /** List with a time to live: what was recorded. */
    public String traced(String id) {
        return own("traced:" + id);
    }

    /** Hash: the revisions of the configuration, and the number of the last one. */
    public String config() {
        return own("config");
    }

    /** Hash: what is wanted of the pipeline. */
    public String desired() {
        return own("desired");
    }

    /** Hash: the secrets of the pipeline, encrypted. */
    public String secrets() {
        return own("secrets");
    }

    /** Set: the names of the pipelines that were deployed. */
    public static String pipelines() {
        return "rdi:pipelines";
    }

    /** Hash: format of what is stored, and the installation that it belongs to. */
    public static String meta() {
        return "rdi:meta";
    }

    /** Hash: the users of the API. */
    public static String users() {
        return "rdi:users";
    }

    /** String: the key of the API's tokens, where there is no master key. */
    public static String tokenKey() {
        return "rdi:token-key";
    }

    /** String with a time to live: what a client asked for through the API. */
    public static String action(String id) {
        return "rdi:action:" + id;
    }

    /** String: our key at a target. No key of an RDI database is called so, whichever Redis that is. */
    public static String targetMark(String installation, String pipeline, String target) {
        return "rdi:{" + installation + ":" + pipeline + "}:target:" + target;
    }

    String own(String name) {
        return "rdi:{" + pipeline + "}:" + name;
    }
}
