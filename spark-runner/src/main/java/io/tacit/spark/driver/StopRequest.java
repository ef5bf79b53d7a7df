package io.tacit.spark.driver;

/** Whether somebody wants training to end early. It is asked between rounds, when a checkpoint can be written. */
@FunctionalInterface
public interface StopRequest {
    StopRequest NEVER = () -> false;

    boolean isMade();
}
