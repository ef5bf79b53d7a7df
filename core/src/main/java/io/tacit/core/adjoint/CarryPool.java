package io.tacit.core.adjoint;

import io.tacit.core.solve.Carry;
import io.tacit.core.solve.Stepper;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Carries that are free, by number of examples. Thread-safe; what comes out holds anything. */
record CarryPool(Stepper stepper, Map<Integer, Deque<Carry>> free) {

    CarryPool(Stepper stepper) {
        this(stepper, new ConcurrentHashMap<>());
    }

    Carry take(int examples) {
        Carry carry = queue(examples).poll();
        return carry == null ? stepper.carry(examples) : carry;
    }

    void give(int examples, Carry carry) {
        queue(examples).push(carry);
    }

    private Deque<Carry> queue(int examples) {
        return free.computeIfAbsent(examples, n -> new ConcurrentLinkedDeque<>());
    }
}
