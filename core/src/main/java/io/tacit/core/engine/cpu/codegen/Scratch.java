package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.cpu.array.Numbers;

/** Working memory of a kernel, one array for each thread, grown when needed and then kept. */
final class Scratch<A> {

    private final Numbers<A> numbers;
    private final ThreadLocal<A> arrays;

    Scratch(Numbers<A> numbers) {
        this.numbers = numbers;
        this.arrays = ThreadLocal.withInitial(() -> numbers.allocate(0));
    }

    /** At least {@code length} numbers of any content, valid until the same thread asks again. */
    A array(int length) {
        A array = arrays.get();
        if (numbers.length(array) < length) {
            array = numbers.allocate(length);
            arrays.set(array);
        }
        return array;
    }
}
