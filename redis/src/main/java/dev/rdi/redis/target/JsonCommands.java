package dev.rdi.redis.target;

import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.EditJson;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.JsonEdit;
import dev.rdi.model.TargetWrite.MergeJson;
import dev.rdi.model.TargetWrite.PutJson;
import dev.rdi.model.TargetWrite.PutJsonFields;
import dev.rdi.model.TargetWrite.RemoveNested;
import dev.rdi.model.TargetWrite.RemoveParent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The commands of writes to JSON documents. Where a write depends on what is there it is a script; scripts move values
 * as text and never decode them, because Lua has neither 64-bit integers nor empty lists. Stateless.
 */
final class JsonCommands {

    private JsonCommands() {}

    static List<byte[][]> of(TargetWrite write) {
        if (write instanceof PutJson put) {
            return TargetCommands.together(put.key(), put.expiry(), set(put.key(), put.document()));
        }
        if (write instanceof MergeJson merge) {
            return merge(merge);
        }
        if (write instanceof PutJsonFields put) {
            return List.<byte[][]>of(exactly(put).parts());
        }
        if (write instanceof EditJson edit) {
            return List.<byte[][]>of(edit(edit).parts());
        }
        if (write instanceof RemoveNested remove) {
            return List.<byte[][]>of(removeNested(remove).parts());
        }
        if (write instanceof RemoveParent remove) {
            return List.<byte[][]>of(removeParent(remove).parts());
        }
        throw new IllegalArgumentException(write.getClass().getSimpleName() + " writes no JSON");
    }

    private static Command set(byte[] key, byte[] document) {
        return Command.of("JSON.SET").add(key).add(JsonPath.ROOT).add(document);
    }

    /** A merge into a missing document would keep the patch's nulls, a merge into an empty one removes them. */
    private static List<byte[][]> merge(MergeJson merge) {
        Command patch =
                Command.of("JSON.MERGE").add(merge.key()).add(JsonPath.ROOT).add(merge.patch());
        return merge.hasNulls()
                ? TargetCommands.together(
                        merge.key(),
                        merge.expiry(),
                        set(merge.key(), new byte[] {'{', '}'}).add("NX"),
                        patch)
                : TargetCommands.together(merge.key(), merge.expiry(), patch);
    }

    private static Command exactly(PutJsonFields put) {
        Command command =
                Scripts.call(JsonScripts.EXACTLY, put.key(), put.expiry()).add(String.valueOf(put.fields().length / 2));
        for (int i = 0; i < put.fields().length; i += 2) {
            command.add(put.fields()[i])
                    .add(JsonPath.of(new byte[][] {put.fields()[i]}))
                    .add(put.fields()[i + 1]);
        }
        return command.add(put.kept());
    }

    private static Command edit(EditJson edit) {
        Command command = Scripts.call(JsonScripts.EDIT, edit.key(), edit.expiry());
        for (JsonEdit step : edit.edits()) {
            String path = JsonPath.of(step.path());
            if (step instanceof JsonEdit.Put put) {
                command.add("put").add(path).add(put.value());
            } else {
                command.add(step instanceof JsonEdit.Remove ? "remove" : "object")
                        .add(path);
            }
        }
        return command;
    }

    private static Command removeNested(RemoveNested remove) {
        byte[][] entry = Arrays.copyOf(remove.path(), remove.path().length + 1);
        entry[remove.path().length] = remove.entry();
        Command command = Scripts.call(JsonScripts.REMOVE_NESTED, remove.key(), Expiry.UNCHANGED)
                .add(JsonPath.of(entry));
        return addShell(command, remove.maps());
    }

    private static Command removeParent(RemoveParent remove) {
        Set<String> names = new LinkedHashSet<>();
        for (byte[][] map : remove.maps()) {
            names.add(Scripts.text(map[0]));
        }
        Command command = Scripts.call(JsonScripts.REMOVE_PARENT, remove.key(), Expiry.UNCHANGED)
                .add(String.valueOf(names.size()));
        names.forEach(command::add);
        return addShell(command, remove.maps());
    }

    /** The objects that lead to the maps, and the maps: path, number of names below it that belong there, their paths. */
    private static Command addShell(Command command, byte[][][] maps) {
        Map<String, Set<String>> shell = new LinkedHashMap<>();
        for (byte[][] map : maps) {
            for (int depth = 0; depth <= map.length; depth++) {
                Set<String> below =
                        shell.computeIfAbsent(JsonPath.of(Arrays.copyOf(map, depth)), path -> new LinkedHashSet<>());
                if (depth < map.length) {
                    below.add(JsonPath.of(Arrays.copyOf(map, depth + 1)));
                }
            }
        }
        shell.forEach((path, below) -> {
            command.add(path).add(String.valueOf(below.size()));
            below.forEach(command::add);
        });
        return command;
    }
}
