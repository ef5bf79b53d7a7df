package io.tacit.core.engine.cpu;

/** The number of examples of the batch. */
record StoreCount(Place target) implements Instruction {

    @Override
    public void run(Frame f) {
        f.array(target)[f.start(target)] = f.examples;
    }
}
