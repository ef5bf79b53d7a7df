package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.plan.instruction.Plan;
import java.util.List;

/**
 * A Plan whose instructions are bound to the kernels and arrays of one precision.
 *
 * @param constants values of literals, up to a whole step of the alignment
 */
record BoundPlan<A>(Plan plan, Numbers<A> numbers, List<Phase<A>> phases, List<Operation<A>> finish, A constants) {

    /** One pass: operations on SHARED values, then those that run once for each tile. */
    record Phase<A>(List<Operation<A>> shared, List<Operation<A>> tiles) {}

    static <A> BoundPlan<A> of(Plan plan, Numbers<A> numbers, KernelCache<A> kernels) {
        Binder<A> binder = new Binder<>(numbers, kernels);
        List<Phase<A>> phases = plan.phases().stream()
                .map(p -> new Phase<>(binder.bind(p.shared()), binder.bind(p.tiles())))
                .toList();
        return new BoundPlan<>(plan, numbers, phases, binder.bind(plan.finish()), constants(plan, numbers));
    }

    private static <A> A constants(Plan plan, Numbers<A> numbers) {
        A constants = numbers.allocate(plan.constants().size() + CpuBlock.ALIGNMENT.step());
        for (int i = 0; i < plan.constants().size(); i++) {
            numbers.set(constants, i, plan.constants().get(i));
        }
        return constants;
    }
}
