package dev.rdi.redis.target;

/** The scripts of writes to JSON documents; {@link JsonCommands} says what their arguments are. Stateless. */
final class JsonScripts {

    /** Replies about a path come in a list with one element, or none; some servers leave the list out. */
    private static final String ABOUT = """
            local key = KEYS[1]
            local function first(reply) if type(reply) == 'table' then return reply[1] end return reply end
            local function kind(path) return first(redis.call('JSON.TYPE', key, path)) end
            """;

    /** Steps: object PATH, put PATH JSON, remove PATH. */
    static final String EDIT = ABOUT + """
            local i = 2
            while ARGV[i] do
              local step, path = ARGV[i], ARGV[i + 1]
              i = i + 2
              if step == 'put' then
                redis.call('JSON.SET', key, path, ARGV[i])
                i = i + 1
              elseif step == 'remove' then
                redis.call('JSON.DEL', key, path)
              elseif kind(path) ~= 'object' then
                redis.call('JSON.SET', key, path, '{}')
              end
            end
            """ + Scripts.EXPIRY;

    /** Removes the fields of the root that aren't in the table {@code keep}. */
    private static final String ONLY_KEPT = """
            local names = redis.call('JSON.OBJKEYS', key, '$')
            if type(names[1]) == 'table' then names = names[1] end
            for _, name in ipairs(names) do
              if not keep[name] then
                local literal = string.gsub(string.gsub(name, '\\\\', '\\\\\\\\'), '"', '\\\\"')
                redis.call('JSON.DEL', key, '$["' .. literal .. '"]')
              end
            end
            """;

    /** Number of fields; name, path and JSON of each; names that are kept. */
    static final String EXACTLY = ABOUT + """
            local last, keep = 2 + 3 * tonumber(ARGV[2]), {}
            if kind('$') ~= 'object' then redis.call('JSON.SET', key, '$', '{}') end
            for i = 3, last, 3 do
              redis.call('JSON.SET', key, ARGV[i + 1], ARGV[i + 2])
              keep[ARGV[i]] = true
            end
            for i = last + 1, #ARGV do keep[ARGV[i]] = true end
            """ + ONLY_KEPT + Scripts.EXPIRY;

    /** Deletes the document if nothing is left of it but the shell that begins at argument {@code i}. */
    private static final String DELETE_IF_EMPTY = """
            while ARGV[i] do
              local path, last, found = ARGV[i], i + 1 + tonumber(ARGV[i + 1]), 0
              local is = kind(path)
              if is then
                if is ~= 'object' then return 0 end
                for below = i + 2, last do if kind(ARGV[below]) then found = found + 1 end end
                if first(redis.call('JSON.OBJLEN', key, path)) ~= found then return 0 end
              end
              i = last + 1
            end
            return redis.call('DEL', key)
            """;

    private static final String NOTHING_THERE = "if redis.call('EXISTS', key) == 0 then return 0 end\n";

    /** The entry's path; the shell. */
    static final String REMOVE_NESTED =
            ABOUT + NOTHING_THERE + "redis.call('JSON.DEL', key, ARGV[2])\nlocal i = 3\n" + DELETE_IF_EMPTY;

    /** Number of names that stay, the names; the shell. */
    static final String REMOVE_PARENT = ABOUT + NOTHING_THERE + """
            local i, keep = 3 + tonumber(ARGV[2]), {}
            for stays = 3, i - 1 do keep[ARGV[stays]] = true end
            """ + ONLY_KEPT + DELETE_IF_EMPTY;

    private JsonScripts() {}
}
