package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/**
 * A primitive operation: what shape it gives, and how it is differentiated. Both rules give expressions, so derivatives can be
 * differentiated again. Parameters of an operation (axes, strides) are part of the record; operands are the inputs of the {@link Expr}.
 */
public sealed interface Op
        permits Elementwise,
                Leaf,
                Broadcast,
                Reshape,
                Permute,
                Slice,
                Pad,
                Concat,
                SumAxes,
                MaxAxes,
                MatMul,
                Conv2d,
                DenseSolve,
                Iterate,
                Implicit,
                NoDerivative,
                Spread,
                ExampleSum {

    /** Shape of the result, or a {@link ProgramException} that says what was expected. */
    Shape shape(List<Shape> inputs);

    /** Kind of the result. */
    default Kind kind(List<Expr> inputs) {
        return Kind.of(inputs);
    }

    /**
     * Forward rule: {@code dy = Σᵢ (∂y/∂xᵢ) dxᵢ}.
     *
     * @param y the expression of this operation
     * @param dx tangents of its inputs, empty where zero
     */
    Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx);

    /**
     * Reverse rule: {@code x̄ᵢ = (∂y/∂xᵢ)ᵀ ȳ}, one entry for each input, empty where zero.
     *
     * @param y the expression of this operation
     * @param u its cotangent ȳ
     */
    List<Optional<Expr>> cotangents(Expr y, Expr u);

    /** Name as printed. */
    default String symbol() {
        String name = getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
