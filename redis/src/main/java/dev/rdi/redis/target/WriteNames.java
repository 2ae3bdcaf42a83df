package dev.rdi.redis.target;

import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.AddMember;
import dev.rdi.model.TargetWrite.Append;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.PutHash;
import dev.rdi.model.TargetWrite.PutScore;
import dev.rdi.model.TargetWrite.PutString;
import dev.rdi.model.TargetWrite.RemoveMember;
import dev.rdi.model.TargetWrite.RemoveScore;
import dev.rdi.model.TargetWrite.SetExpiry;

/** What people call the data type that a write is about. Stateless. */
public final class WriteNames {

    private WriteNames() {}

    /** The data type as job files name it; {@code key} where a write is about any. */
    public static String dataType(TargetWrite write) {
        if (write instanceof DeleteKey delete) {
            return delete.dataType();
        }
        if (write instanceof PutHash) {
            return "hash";
        }
        if (write instanceof AddMember || write instanceof RemoveMember) {
            return "set";
        }
        if (write instanceof PutScore || write instanceof RemoveScore) {
            return "sorted_set";
        }
        if (write instanceof Append) {
            return "stream";
        }
        if (write instanceof PutString) {
            return "string";
        }
        boolean any = write instanceof SetExpiry || write instanceof ClearTable;
        return any ? "key" : "json";
    }
}
