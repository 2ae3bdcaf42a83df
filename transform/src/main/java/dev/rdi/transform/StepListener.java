package dev.rdi.transform;

import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.step.Step;

/** Watches records on their way through a job, as the dry run does. */
@FunctionalInterface
public interface StepListener {

    StepListener NONE = (job, step, record) -> {};

    /** A step of a job has been done; the record is as it left it. */
    void passed(Job job, Step step, JobRecord record);
}
