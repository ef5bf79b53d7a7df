package io.tacit.core.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A root with the derivative of the implicit function theorem: the identity of a value v with r(v, p) = 0, differentiated as the z for which
 * r(z, p) = 0, whoever found v. With J = ∂r/∂z at the root,
 *
 * <pre>  dz = −J⁻¹ (∂r/∂p) dp,      λ = −J⁻ᵀ z̄,   p̄ = (∂r/∂p)ᵀ λ.</pre>
 *
 * <p>J and r are written at this node, not at v, which is a constant: so derivatives of derivatives see that the root moves (Krantz and Parks 2002;
 * Blondel et al. 2022, §2). The residual is not evaluated forwards. Where an example is marked as no root, or J cannot be solved, its derivative is 0.
 *
 * <p>Operands are v, the mark (1 where v is a root, else 0), then what the residual reads besides z.
 *
 * @param residual inputs {@code z0} and {@code p0, p1, …}; output {@link Program#VALUE} of the shape of z
 * @param linear how systems of J and Jᵀ are solved
 */
public record Implicit(Program residual, LinearSolver linear) implements Op {

    /** Operands before those of the residual. */
    private static final int FIRST = 2;

    private static final String Z = Closure.unknown(0);

    /** A residual closed over an unknown. */
    record Closed(Program residual, List<Expr> captured) {

        LinearMap jacobian(Expr z) {
            return Implicit.jacobian(residual, z, captured);
        }
    }

    /** {@link #root(Expr, Expr, UnaryOperator, LinearSolver)} where every example has its root. */
    public static Expr root(Expr v, UnaryOperator<Expr> residual, LinearSolver linear) {
        return root(v, v.graph().constant(1), residual, linear);
    }

    /**
     * The value v as the root of a residual, which may read any expression of the same trace. BATCHED.
     *
     * @param solved a scalar: 1 where v is a root, 0 where it is not and its derivative shall be 0
     * @throws ProgramException where the residual has another shape than v
     */
    public static Expr root(Expr v, Expr solved, UnaryOperator<Expr> residual, LinearSolver linear) {
        Closed closed = closed(v, residual);
        List<Expr> operands = new ArrayList<>(List.of(v.stopGradient().spread(), solved.stopGradient()));
        operands.addAll(closed.captured());
        return v.graph().node(new Implicit(closed.residual(), linear), operands);
    }

    static Closed closed(Expr v, UnaryOperator<Expr> residual) {
        Expr z = v.graph().unknown(v.shape());
        Expr r = residual.apply(z);
        if (!r.shape().equals(v.shape())) {
            throw new ProgramException("residual: expected the shape of its unknown, " + v.shape() + ", got "
                    + r.shape() + "; as many equations as unknowns are needed");
        }
        Closure closure = Closure.of(List.of(z), Map.of(Program.VALUE, r));
        return new Closed(closure.program(), closure.captured());
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public Kind kind(List<Expr> inputs) {
        return Kind.BATCHED;
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        Map<String, Expr> bindings = bindings(y, read(y));
        List<String> moved = new ArrayList<>();
        for (int i = FIRST; i < dx.size(); i++) {
            String name = Closure.capture(i - FIRST);
            dx.get(i).ifPresent(d -> {
                moved.add(name);
                bindings.put("d." + name, d);
            });
        }
        if (moved.isEmpty()) {
            return Optional.empty();
        }
        Expr dr = residual.jvp(moved.toArray(String[]::new)).inline(y.graph(), bindings, "d." + Program.VALUE);
        return Optional.of(solve(y, jacobian(residual, y, read(y)), dr));
    }

    /** The cotangent of the residual, from which {@link ReverseMode} goes on to the operands. */
    Expr multiplier(Expr y, Expr u) {
        return solve(y, jacobian(residual, y, read(y)).transposed(), u);
    }

    /** −A⁻¹ b; 0 where there is no root or no solution. */
    private Expr solve(Expr y, LinearMap a, Expr b) {
        Expr none = y.like(0);
        Expr x = linear.solve(a, y.input(1).where(b, none)).negate();
        Expr finite = x.abs().max().less(y.graph().constant(Double.POSITIVE_INFINITY));
        return y.input(1).times(finite).where(x, none);
    }

    /** The residual at the root. */
    Expr residualAt(Expr y) {
        return residual.inline(y.graph(), bindings(y, read(y)), Program.VALUE);
    }

    static List<Expr> parameters(Expr y) {
        return y.inputs().subList(FIRST, y.inputs().size());
    }

    /** Parameters as the residual reads them: 1 where there is no root, since what is not finite would not vanish when it is multiplied by 0. */
    private static List<Expr> read(Expr y) {
        Expr solved = y.input(1);
        boolean everywhere = solved.op() instanceof Leaf.Fill fill && fill.value() == 1;
        return everywhere
                ? parameters(y)
                : parameters(y).stream()
                        .map(p -> p.kind() == Kind.BATCHED ? solved.where(p, p.like(1)) : p)
                        .toList();
    }

    private static Map<String, Expr> bindings(Expr z, List<Expr> captured) {
        Map<String, Expr> bindings = new LinkedHashMap<>();
        bindings.put(Z, z);
        for (int i = 0; i < captured.size(); i++) {
            bindings.put(Closure.capture(i), captured.get(i));
        }
        return bindings;
    }

    private static LinearMap jacobian(Program residual, Expr z, List<Expr> captured) {
        Program forward = residual.jvp(Z).select("d." + Program.VALUE);
        Program reverse = residual.vjp(Z).select("adj." + Z);
        return LinearMap.of(
                z,
                x -> product(forward, z, captured, Map.of("d." + Z, x)),
                x -> product(reverse, z, captured, Map.of("adj." + Program.VALUE, x)));
    }

    private static Expr product(Program derivative, Expr z, List<Expr> captured, Map<String, Expr> vector) {
        Map<String, Expr> bindings = new HashMap<>(bindings(z, captured));
        bindings.putAll(vector);
        String output = derivative.outputs().get(0).name();
        return derivative.inline(z.graph(), bindings, output);
    }

    /** Never called: the cotangents of operands come from a sweep over the residual within {@link ReverseMode}. */
    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        throw new IllegalStateException("implicit: its cotangents come from a nested sweep");
    }
}
