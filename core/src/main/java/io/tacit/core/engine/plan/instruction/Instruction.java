package io.tacit.core.engine.plan.instruction;

/**
 * An operation of a {@link Plan} on the values of one tile, or on SHARED values, as data: an engine {@linkplain #accept visits} it to make of it
 * whatever it runs.
 */
public sealed interface Instruction
        permits AddConstant,
                AddShared,
                Convolution,
                DenseSystem,
                FillRows,
                GradientProduct,
                InnerLoop,
                KernelCall,
                MoveRows,
                ReduceRows,
                RowProduct,
                StoreCount,
                SumLanes,
                WeightProduct {

    /** What {@code visitor} makes of this instruction. */
    <T> T accept(Visitor<T> visitor);

    /** What an engine makes of each instruction. */
    interface Visitor<T> {

        T addConstant(AddConstant instruction);

        T addShared(AddShared instruction);

        T convolution(Convolution instruction);

        T denseSystem(DenseSystem instruction);

        T fillRows(FillRows instruction);

        T gradientProduct(GradientProduct instruction);

        T innerLoop(InnerLoop instruction);

        T kernelCall(KernelCall instruction);

        T moveRows(MoveRows instruction);

        T reduceRows(ReduceRows instruction);

        T rowProduct(RowProduct instruction);

        T storeCount(StoreCount instruction);

        T sumLanes(SumLanes instruction);

        T weightProduct(WeightProduct instruction);
    }
}
