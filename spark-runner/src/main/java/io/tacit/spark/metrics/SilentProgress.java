package io.tacit.spark.metrics;

import java.util.OptionalLong;

/** Shows nothing. */
enum SilentProgress implements Progress, Progress.Phase {
    INSTANCE;

    @Override
    public Phase phase(String name, String unit, OptionalLong total) {
        return this;
    }

    @Override
    public void round(RoundRecord round) {}

    @Override
    public void alive(String what, double seconds) {}

    @Override
    public void at(long done) {}

    @Override
    public void end(long done) {}

    @Override
    public void note(String line) {}

    @Override
    public void close() {}
}
