package io.tacit.core.solve;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What solves, in two forms: with steps alone, and with an interpolant between their ends, which is made when it is first needed.
 *
 * @param method name of the method, for messages
 */
public record Saving<T>(T plain, Optional<Supplier<T>> interpolating, String method) {

    /** The same of something made from each. */
    public <R> Saving<R> map(Function<T, R> f) {
        return new Saving<>(f.apply(plain), interpolating.map(dense -> new Lazy<>(() -> f.apply(dense.get()))), method);
    }

    /** The form that a way of saving asks for. */
    public T of(SaveAt saveAt) {
        boolean plainly = saveAt.points() == 0 || saveAt.way() == SaveAt.Way.LANDING;
        if (!plainly && saveAt.way() == SaveAt.Way.INTERPOLATED && interpolating.isEmpty()) {
            throw new IllegalArgumentException("saveAt: " + method
                    + " has no interpolant for this equation; expected SaveAt.times(…).landing(), or another method");
        }
        return plainly || interpolating.isEmpty() ? plain : interpolating.get().get();
    }
}
