package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.solve.Stepper;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Carries that are free, by number of examples. Thread-safe; what comes out holds anything. */
record CarryPool(Stepper stepper, Map<Integer, Queue<List<Block>>> free) {

    CarryPool(Stepper stepper) {
        this(stepper, new ConcurrentHashMap<>());
    }

    List<Block> take(int examples) {
        List<Block> carry = queue(examples).poll();
        return carry == null ? stepper.carry(examples) : carry;
    }

    void give(int examples, List<Block> carry) {
        queue(examples).add(carry);
    }

    private Queue<List<Block>> queue(int examples) {
        return free.computeIfAbsent(examples, n -> new ConcurrentLinkedQueue<>());
    }
}
