package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.solve.Stepper;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Carries that are free, by number of examples. Thread-safe; what comes out holds anything. */
record CarryPool(Stepper stepper, Map<Integer, Deque<List<Block>>> free) {

    CarryPool(Stepper stepper) {
        this(stepper, new ConcurrentHashMap<>());
    }

    List<Block> take(int examples) {
        List<Block> carry = queue(examples).poll();
        return carry == null ? stepper.carry(examples) : carry;
    }

    void give(int examples, List<Block> carry) {
        queue(examples).push(carry);
    }

    private Deque<List<Block>> queue(int examples) {
        return free.computeIfAbsent(examples, n -> new ConcurrentLinkedDeque<>());
    }
}
