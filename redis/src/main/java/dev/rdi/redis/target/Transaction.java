package dev.rdi.redis.target;

import java.util.ArrayList;
import java.util.List;

/** Commands that take effect together; one alone needs nothing around it. Confined to one thread. */
final class Transaction {

    private final List<byte[][]> commands = new ArrayList<>();

    void add(Command command) {
        commands.add(command.parts());
    }

    List<byte[][]> commands() {
        if (commands.size() <= 1) {
            return commands;
        }
        List<byte[][]> all = new ArrayList<>();
        all.add(Command.of("MULTI").parts());
        all.addAll(commands);
        all.add(Command.of("EXEC").parts());
        return all;
    }
}
