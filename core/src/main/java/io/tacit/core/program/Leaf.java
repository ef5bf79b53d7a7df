package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/** A value without operands: an input, a constant, the number of examples. Its derivative is settled by the transform, not by a rule. */
public sealed interface Leaf extends Op permits Leaf.Input, Leaf.Fill, Leaf.Literal, Leaf.ExampleCount {

    Shape shape();

    @Override
    default Shape shape(List<Shape> inputs) {
        return shape();
    }

    @Override
    default Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        return Optional.empty();
    }

    @Override
    default List<Optional<Expr>> cotangents(Expr y, Expr u) {
        return List.of();
    }

    /** A named input. */
    record Input(String name, Shape shape, Role role) implements Leaf {
        @Override
        public Kind kind(List<Expr> inputs) {
            return role.kind();
        }

        @Override
        public String symbol() {
            return switch (role) {
                case EXAMPLE -> "example";
                case SHARED -> "shared";
                case PARAM -> "param";
            };
        }
    }

    /** One constant in every place. */
    record Fill(Shape shape, double value) implements Leaf {}

    /** A constant tensor, row-major. */
    record Literal(Shape shape, List<Double> values) implements Leaf {
        public Literal {
            values = List.copyOf(values);
            if (values.size() != shape.size()) {
                throw new IllegalArgumentException(
                        "a literal of shape " + shape + " needs " + shape.size() + " values, got " + values.size());
            }
        }
    }

    /** The number of examples of the batch, as a SHARED scalar. */
    record ExampleCount() implements Leaf {
        @Override
        public Shape shape() {
            return Shape.SCALAR;
        }
    }
}
