package io.tacit.core.optim;

import io.tacit.core.tensor.FlatVector;

/**
 * An optimizer that shortens long gradients before it hands them to the optimizer inside. Pascanu, Mikolov, Bengio: "On
 * the difficulty of training recurrent neural networks", ICML 2013, §3.2.
 */
public sealed interface Clip extends Optimizer {
    /** The optimizer inside. */
    Optimizer inner();

    /** The gradient as the optimizer inside will see it. */
    FlatVector clip(FlatVector gradient);

    /** Scales a gradient g of Euclidean norm above {@code limit} by limit / (|g| + 1e-6), as PyTorch does. */
    record ByNorm(Optimizer inner, double limit) implements Clip {
        private static final double SOFT = 1e-6;

        public ByNorm {
            Require.positive("limit of the gradient's norm", limit);
        }

        @Override
        public FlatVector clip(FlatVector gradient) {
            double scale = limit / (norm(gradient) + SOFT);
            if (scale >= 1) {
                return gradient;
            }
            FlatVector clipped = gradient.copy();
            for (int i = 0; i < gradient.length(); i++) {
                clipped.set(i, scale * gradient.get(i));
            }
            return clipped;
        }

        private static double norm(FlatVector gradient) {
            double sum = 0;
            for (int i = 0; i < gradient.length(); i++) {
                sum += gradient.get(i) * gradient.get(i);
            }
            return Math.sqrt(sum);
        }
    }

    /** Moves every element into [-limit, limit]. */
    record ByValue(Optimizer inner, double limit) implements Clip {
        public ByValue {
            Require.positive("limit of the gradient's elements", limit);
        }

        @Override
        public FlatVector clip(FlatVector gradient) {
            FlatVector clipped = gradient.copy();
            for (int i = 0; i < gradient.length(); i++) {
                clipped.set(i, Math.max(-limit, Math.min(limit, gradient.get(i))));
            }
            return clipped;
        }
    }

    @Override
    default OptimizerState init(FlatVector theta) {
        return inner().init(theta);
    }

    @Override
    default Update update(FlatVector theta, FlatVector gradient, OptimizerState state) {
        return inner().update(theta, clip(gradient), state);
    }

    @Override
    default String name() {
        return inner().name();
    }
}
