package io.tacit.core.program;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A linear map of one example's values to values of the same shape, as a function of expressions: mostly the Jacobian of a residual at a root, which is
 * known by its products with vectors alone.
 */
public final class LinearMap {

    private final Graph graph;
    private final Shape shape;
    private final UnaryOperator<Expr> product;
    private final UnaryOperator<Expr> transposedProduct;
    private final boolean transposed;

    private LinearMap(Graph graph, Shape shape, List<UnaryOperator<Expr>> products, boolean transposed) {
        this.graph = graph;
        this.shape = shape;
        this.product = products.get(0);
        this.transposedProduct = products.get(1);
        this.transposed = transposed;
    }

    /**
     * The map x ↦ A x of values like {@code like}.
     *
     * @param transposedProduct x ↦ Aᵀ x
     */
    public static LinearMap of(Expr like, UnaryOperator<Expr> product, UnaryOperator<Expr> transposedProduct) {
        return new LinearMap(like.graph(), like.shape(), List.of(product, transposedProduct), false);
    }

    /** The Jacobian ∂r/∂z of a residual at {@code z}. */
    public static LinearMap jacobian(Expr z, UnaryOperator<Expr> residual) {
        return Implicit.closed(z, residual).jacobian(z);
    }

    /** The product with a vector, of its shape. */
    public Expr apply(Expr x) {
        return transposed ? transposedProduct.apply(x) : product.apply(x);
    }

    public LinearMap transposed() {
        return new LinearMap(graph, shape, List.of(product, transposedProduct), !transposed);
    }

    /** Number of unknowns n. */
    public int size() {
        return shape.size();
    }

    /** The matrix [n×n] of the map on row-major values: n products with unit vectors. */
    public Expr matrix() {
        int n = size();
        List<Expr> columns = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            columns.add(product.apply(unit(j)).reshape(n, 1));
        }
        Expr matrix = graph.concat(1, columns);
        return transposed ? matrix.transpose() : matrix;
    }

    private Expr unit(int j) {
        double[] values = new double[size()];
        values[j] = 1;
        return values.length == 1 ? graph.fill(shape, 1) : graph.constant(shape, values);
    }
}
