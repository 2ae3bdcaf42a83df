package dev.rdi.redis.target;

import dev.rdi.model.EntryId;
import dev.rdi.model.TargetWrite.Append;
import java.util.List;
import java.util.Optional;

/**
 * Appends an entry under the id of the change that it comes from, so that a change that is delivered again finds its
 * entry there (invariant 5).
 *
 * <p>Redis takes only ids above the last one. So where the predecessor of an entry was refused, the entry must be, too:
 * otherwise the predecessor could never get in again. And where an id is not above the last one, only finding the entry
 * tells that it was appended before; if it isn't there, somebody else writes to the stream, or it was trimmed, and it is
 * appended under an id of the target's own. So it is where the target takes no ids of others, as an Active-Active
 * database in strict mode does; other refusals, such as a lack of memory, stay what they are.
 *
 * <p>Stateless.
 */
final class FencedAppend {

    /** What the script replies when it had to leave the fence. */
    static final String UNFENCED = "UNFENCED";

    /** The code of the reply when the predecessor isn't there; the same command succeeds after it. */
    static final String GAP = "RDIGAP";

    /** ARGV: the time to live, id of the predecessor or nothing, id, fields. */
    private static final String SCRIPT = """
            local key = KEYS[1]
            local function above(a, b)
              local am, as = string.match(a, '^(%d+)-(%d+)$')
              local bm, bs = string.match(b, '^(%d+)-(%d+)$')
              if am ~= bm then return #am > #bm or (#am == #bm and am > bm) end
              return #as > #bs or (#as == #bs and as > bs)
            end
            local last, info = '0-0', redis.pcall('XINFO', 'STREAM', key)
            if info.err and redis.call('EXISTS', key) == 1 then return info end
            for i = 1, #info, 2 do if info[i] == 'last-generated-id' then last = info[i + 1] end end
            local result = 'DONE'
            if above(ARGV[3], last) then
              if ARGV[2] ~= '' and above(ARGV[2], last) then
                return redis.error_reply('RDIGAP the entry before this one is missing')
              end
              local reply = redis.pcall('XADD', key, unpack(ARGV, 3))
              if type(reply) == 'table' and reply.err then
                if string.sub(reply.err, 1, 4) == 'ERR ' then
                  redis.call('XADD', key, '*', unpack(ARGV, 4))
                  result = 'UNFENCED'
                else
                  redis.call('XADD', key, unpack(ARGV, 3))
                end
              end
            else
              local found = redis.call('XRANGE', key, ARGV[3], ARGV[3])[1]
              local ours = found and #found[2] == #ARGV - 3
              if ours then
                for i, part in ipairs(found[2]) do ours = ours and part == ARGV[i + 3] end
              end
              if not ours then
                redis.call('XADD', key, '*', unpack(ARGV, 4))
                result = 'UNFENCED'
              end
            end
            local seconds = tonumber(ARGV[1])
            if seconds > 0 then redis.call('EXPIRE', key, ARGV[1]) elseif seconds == 0 then redis.call('PERSIST', key) end
            return result
            """;

    private FencedAppend() {}

    /**
     * The command.
     *
     * @param predecessor the entry that went before in the same pipeline, if there was one
     */
    static List<byte[][]> commands(Append append, Optional<EntryId> predecessor) {
        return List.<byte[][]>of(Scripts.call(SCRIPT, append.key(), append.expiry())
                .add(predecessor.map(EntryId::toString).orElse(""))
                .add(append.id().orElseThrow().toString())
                .add(append.fields())
                .parts());
    }
}
